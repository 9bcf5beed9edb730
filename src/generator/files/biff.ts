import { CFB } from '@e965/xlsx';
import type { Cell } from './csv.ts';
import { encodeGb18030 } from './gb18030.ts';
import type { Merge, Sheet } from './sheet.ts';

/** What differs between the workbooks of Excel 97 to 2003 (BIFF8) and those of Excel 95 (BIFF5), whose texts are in the code page of Windows. */
interface Edition {
  readonly version: number;
  readonly codepage: number;
  readonly stream: string;
  /** A sheet's name behind its length in one byte, and a cell's text behind its length in two. */
  readonly name: (text: string) => Buffer;
  readonly label: (text: string) => Buffer;
}

const BIFF8: Edition = {
  version: 0x0600,
  codepage: 1200,
  stream: '/Workbook',
  name: (text) => Buffer.concat([Buffer.from([text.length, 1]), Buffer.from(text, 'utf16le')]),
  label: (text) => Buffer.concat([words(text.length), Buffer.of(1), Buffer.from(text, 'utf16le')]),
};

const BIFF5: Edition = {
  version: 0x0500,
  codepage: 936,
  stream: '/Book',
  name: (text) => Buffer.concat([Buffer.of(encodeGb18030(text).length), encodeGb18030(text)]),
  label: (text) => Buffer.concat([words(encodeGb18030(text).length), encodeGb18030(text)]),
};

const BOF = 0x0809;
const EOF = 0x000a;
const CODEPAGE = 0x0042;
const BOUND_SHEET = 0x0085;
const NUMBER = 0x0203;
const LABEL = 0x0204;
const MERGED_CELLS = 0x00e5;
const GLOBALS = 0x0005;
const WORKSHEET = 0x0010;

/** Whether the code page of Chinese Windows has every character; what GB18030 added to it, Excel 95 cannot keep. */
function isGbk(text: string): boolean {
  return [...text].every((character) => {
    const [lead = 0, trail = 0, ...more] = encodeGb18030(character);
    return more.length === 0 && !(lead === 0xfe && trail >= 0x50);
  });
}

/**
 * Bytes of an old workbook, texts beside their cells; the library's own writer takes minutes for some thousand rows. At most 65,536 rows a
 * sheet. Excel 95 knows no merged cells; what it could not keep is saved as Excel 97 would.
 */
export function biffBytes(sheets: readonly Sheet[], kind: 'biff8' | 'biff5'): Uint8Array {
  const isKept = kind === 'biff5' && sheets.every(({ rows }) => rows.every((row) => row.every((cell) => isGbk(String(cell)))));
  const edition = isKept ? BIFF5 : BIFF8;
  const streams = sheets.map((sheet) => Buffer.concat([...sheetRecords(sheet, edition)]));
  const head = [beginning(edition, GLOBALS), record(CODEPAGE, words(edition.codepage))];
  const names = sheets.map(({ name }) => edition.name(name));
  let place = sizeOf(head) + names.reduce((sum, name) => sum + 4 + 6 + name.length, 0) + 4;
  const directory = names.map((name, at) => {
    const where = Buffer.alloc(6);
    where.writeUInt32LE(place, 0);
    place += streams[at]?.length ?? 0;
    return record(BOUND_SHEET, Buffer.concat([where, name]));
  });
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, edition.stream, Buffer.concat([...head, ...directory, record(EOF), ...streams]));
  return new Uint8Array(CFB.write(container, { type: 'buffer', fileType: 'cfb' }) as Buffer);
}

const sizeOf = (buffers: readonly Buffer[]): number => buffers.reduce((sum, { length }) => sum + length, 0);

const beginning = ({ version }: Edition, kind: number): Buffer => record(BOF, words(version, kind, 0, 0, 0, 0, 0, 0));

function* sheetRecords({ rows, merges = [] }: Sheet, edition: Edition): Generator<Buffer> {
  yield beginning(edition, WORKSHEET);
  for (const [row, cells] of rows.entries()) {
    for (const [column, cell] of cells.entries()) if (cell !== '') yield cellRecord(row, column, cell, edition);
  }
  if (edition === BIFF8 && merges.length > 0) yield record(MERGED_CELLS, mergedCells(merges));
  yield record(EOF);
}

function cellRecord(row: number, column: number, cell: Cell, edition: Edition): Buffer {
  const place = words(row, column, 0);
  if (typeof cell === 'string') return record(LABEL, Buffer.concat([place, edition.label(cell)]));
  const value = Buffer.alloc(8);
  value.writeDoubleLE(cell, 0);
  return record(NUMBER, Buffer.concat([place, value]));
}

const mergedCells = (merges: readonly Merge[]): Buffer =>
  words(merges.length, ...merges.flatMap(({ row, first, last }) => [row, row, first, last]));

const record = (type: number, data: Buffer = Buffer.alloc(0)): Buffer => Buffer.concat([words(type, data.length), data]);

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => {
    bytes.writeUInt16LE(value, index * 2);
  });
  return bytes;
}
