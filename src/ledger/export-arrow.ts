import {
  type DataType,
  DateDay,
  Field,
  Int32,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { ExportedFinding } from './export.ts';
import { type ExportColumn, type ExportType, exportColumns } from './export-columns.ts';

const arrowTypes: Readonly<Record<ExportType, () => DataType>> = {
  text: () => new Utf8(),
  date: () => new DateDay(),
  integer: () => new Int32(),
  integers: () => new List(new Field('item', new Int32(), false)),
  json: () => new Utf8(),
};

const fields = exportColumns.map(({ name, type, title }) => new Field(name, arrowTypes[type](), true, new Map([['title', title]])));

const schema = new Schema(fields);

/** The findings as an Arrow IPC file (Feather 2, not compressed), a record batch for each piece. Columns: `exportColumns`. */
export async function findingsArrow(pieces: AsyncIterable<readonly ExportedFinding[]>): Promise<Uint8Array> {
  const batches: RecordBatch[] = [];
  for await (const findings of pieces) batches.push(batchOf(findings));
  return tableToIPC(new Table(schema, batches), 'file');
}

function batchOf(findings: readonly ExportedFinding[]): RecordBatch {
  const children = exportColumns.map((column, index) => {
    const cells = findings.map((finding) => arrowValue(column, finding));
    return vectorFromArray(cells, fields[index]!.type).data[0]!;
  });
  return new RecordBatch(schema, makeData({ type: new Struct(fields), length: findings.length, nullCount: 0, children }));
}

function arrowValue({ type, value }: ExportColumn, finding: ExportedFinding): unknown {
  const cell = value(finding);
  return type === 'date' && typeof cell === 'string' ? new Date(`${cell}T00:00:00Z`) : cell;
}
