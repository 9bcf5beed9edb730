import fs from 'node:fs';
import {
  CompressionType,
  compressionRegistry,
  DataType,
  type RecordBatch,
  RecordBatchReader,
  type Schema,
  type Vector,
} from 'apache-arrow';
import { decompress } from 'fzstd';
import type { CanonicalSheet } from '../canonical/sheet.ts';
import { CanonicalWriter } from '../canonical/writer.ts';
import { damagedData } from '../files/refusal.ts';
import { contentOf } from './arrow-values.ts';
import { decodeLz4 } from './lz4-frame.ts';
import { isLongNumber, longNumbersNote } from './numbered-column.ts';
import type { WorkbookOutcome } from './outcome.ts';

// Feather files are packed with LZ4 unless told otherwise. The copy is for the library, which needs buffers that begin at 8 bytes.
compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decodeLz4 });
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => decompress(bytes).slice() });

/** Arrow IPC, as a file (also Feather 2) or a stream → canonical text of one sheet: row 1 are the names of the fields, then a row a record. */
export async function transcodeArrow(path: string, target: (index: number) => string): Promise<WorkbookOutcome> {
  let sheet: CanonicalSheet | null = null;
  const file = await fs.promises.open(path);
  try {
    const reader = await RecordBatchReader.from(file);
    await reader.open();
    sheet = await new ArrowSheet(reader.schema, target(0)).transcode(reader);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
  } finally {
    await file.close();
  }
  return sheet ? { sheets: [sheet], refusal: null } : { sheets: null, refusal: damagedData };
}

type CellWriter = (row: number) => void;

class ArrowSheet {
  readonly #schema: Schema;
  readonly #writer: CanonicalWriter;
  readonly #longNumbers = new Set<string>();
  #row = 1;

  constructor(schema: Schema, path: string) {
    this.#schema = schema;
    this.#writer = new CanonicalWriter(path);
  }

  async transcode(batches: AsyncIterable<RecordBatch>): Promise<CanonicalSheet> {
    try {
      this.#writer.startRow(this.#row++);
      for (const { name } of this.#schema.fields) this.#writer.string(name);
      this.#writer.endRow();
      for await (const batch of batches) this.#batch(batch);
      return this.#writer.finish({ sheet: '', hidden: false, date1904: false, notes: longNumbersNote([...this.#longNumbers]) });
    } catch (error) {
      this.#writer.abandon();
      throw error;
    }
  }

  #batch(batch: RecordBatch): void {
    const vectors = this.#schema.fields.map((_, index) => batch.getChildAt(index)!);
    const cells = this.#schema.fields.map(({ name }, index) => this.#cellWriter(name, vectors[index]!));
    const has = vectors.map((vector) => (DataType.isNull(vector.type) ? () => false : (row: number) => vector.isValid(row)));
    for (let row = 0; row < batch.numRows; row++) {
      let count = vectors.length;
      while (count > 0 && !has[count - 1]!(row)) count--;
      this.#writer.startRow(this.#row++);
      for (let column = 0; column < count; column++) {
        if (has[column]!(row)) cells[column]!(row);
        else this.#writer.missing();
      }
      this.#writer.endRow();
    }
  }

  #cellWriter(name: string, vector: Vector): CellWriter {
    const writer = this.#writer;
    const type: DataType = vector.type;
    const [data] = vector.data;
    if (data && vector.data.length === 1 && (DataType.isUtf8(type) || DataType.isLargeUtf8(type))) {
      // Bytes to bytes: no text is made on the way.
      const { values, valueOffsets } = data as unknown as { values: Uint8Array; valueOffsets: Int32Array | BigInt64Array };
      return (row) => writer.text(values, Number(valueOffsets[row]), Number(valueOffsets[row + 1]));
    }
    const memory = DataType.isDictionary(type) ? vector.memoize() : vector;
    const content = contentOf(type);
    return (row) => {
      const cell = content(memory.get(row));
      if (!cell) return writer.missing();
      if (!cell.isNumber) return writer.string(cell.text);
      if (isLongNumber(cell.text)) this.#longNumbers.add(name);
      return writer.digits(cell.text);
    };
  }
}
