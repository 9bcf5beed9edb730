import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readHead } from '../../src/intake/canonical/head.ts';
import type { CanonicalSheet } from '../../src/intake/canonical/sheet.ts';
import { CanonicalWriter } from '../../src/intake/canonical/writer.ts';
import type { Recognition } from '../../src/intake/recognition/header.ts';
import { type LearnedTitle, TitleKnowledge } from '../../src/intake/recognition/title-index.ts';
import type { SheetReading } from '../../src/intake/tables/sheet-reading.ts';
import { readSheetTables } from '../../src/intake/tables/sheet-tables.ts';

export type Line = string | readonly (string | null)[];
export interface Made {
  readonly file?: string;
  readonly sheet?: string;
  readonly hidden?: boolean;
  readonly learned?: readonly LearnedTitle[];
}

const workFolder = path.join(os.tmpdir(), `heji-tables-${process.pid}`);
let count = 0;

/** After a file's tests: the next file of the same worker makes the folder again. */
export const removeSheets = (): void => fs.rmSync(workFolder, { recursive: true, force: true });

/** A sheet of text cells; '' and null are missing cells, a string is cells between commas. */
export function sheetOf(lines: readonly Line[], { sheet = 'Sheet1', hidden = false }: Made = {}): CanonicalSheet {
  fs.mkdirSync(workFolder, { recursive: true });
  const writer = new CanonicalWriter(path.join(workFolder, `${++count}.csv`));
  lines.forEach((line, index) => {
    const cells = typeof line === 'string' ? line.split(',') : line;
    writer.startRow(index + 1);
    for (const cell of cells.slice(0, cells.findLastIndex((one) => one) + 1)) cell ? writer.string(cell) : writer.missing();
    writer.endRow();
  });
  return writer.finish({ sheet, hidden, date1904: false, notes: [] });
}

export function tablesOf(lines: readonly Line[], made: Made = {}): SheetReading[] {
  const names = { file: made.file ?? '数据.xlsx', sheet: made.sheet ?? 'Sheet1' };
  return readSheetTables(sheetOf(lines, made), names, new TitleKnowledge(made.learned ?? []));
}

export function recognised(reading: SheetReading | undefined): Extract<Recognition, { kind: 'recognised' }> {
  if (reading?.recognition.kind !== 'recognised') throw new Error(`not recognised: ${reading?.recognition.reason ?? 'no table'}`);
  return reading.recognition;
}

/** The rows that staging will look at as records: number and cells by column name. */
export function recordsOf(reading: SheetReading | undefined): Record<string, string | number | null>[] {
  const { columns, headerLastRow } = recognised(reading);
  const titles = columns.map(({ title }) => title);
  return readHead(reading!.canonical, Number.MAX_SAFE_INTEGER)
    .filter(({ row, cells }) => row > headerLastRow && cells.some((cell) => cell))
    .map(({ row, cells }) => ({ row, ...Object.fromEntries(columns.map(({ name, index }) => [name, cells[index - 1] ?? null])) }))
    .filter((record) => Object.values(record).filter((cell) => titles.includes(String(cell))).length < 2);
}

export const rowsOf = (reading: SheetReading): number[] => readHead(reading.canonical, Number.MAX_SAFE_INTEGER).map(({ row }) => row);
