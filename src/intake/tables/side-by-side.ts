import fs from 'node:fs';
import { type RawRow, visitRows } from '../canonical/lines.ts';
import type { CanonicalSheet } from '../canonical/sheet.ts';
import { type HeaderLayout, isText } from '../recognition/header-layout.ts';
import { titleKeys } from '../recognition/title.ts';
import type { TitleKnowledge } from '../recognition/title-index.ts';

/** One of several tables that stand side by side under one header: its 1-based source columns. */
export interface Block {
  readonly columns: readonly number[];
}

/** Titles that make a second 姓名 a guardian's. */
const GUARDIAN = new Set(['关系', '与学生关系', '是否监护人', '工作单位', '关系说明', '职务'].map((title) => titleKeys(title)[0]));
/** Columns that no guardian has: where their titles come again, another pupil begins. */
const PUPIL_ONLY = ['sex', 'registry_number', 'class_seat_no', 'grade', 'class_name', 'birth_date', 'date', 'status', 'present'];
const NUMBERING = new Set(['序号', '编号', '号', 'no', '座号']);

/**
 * The tables side by side under a header (序号 姓名 性别 | 序号 姓名 性别): the same titles in the same order twice or more. Columns before
 * the first of them belong to all. Null for one table, with or without guardians.
 */
export function findBlocks(layout: HeaderLayout, titles: TitleKnowledge): readonly Block[] | null {
  if (layout.groups) return null;
  const filled = layout.titles.flatMap((title, at) => (isText(title) ? [{ at, key: titleKeys(title)[0] }] : []));
  const keys = filled.map(({ key }) => key);
  for (let start = 0; start < filled.length - 3; start++) {
    for (let length = 2; start + 2 * length <= filled.length; length++) {
      const times = timesRepeated(keys, start, length);
      const block = keys.slice(start, start + length);
      if (times < 2 || !isPupils(block, titles) || (start > 0 && !isPupilOnly(block, titles))) continue;
      // What follows the last block but is no whole one: a remark for all, or another kind of table.
      if (!isPupilOnly(block, titles) && start + times * length < filled.length) continue;
      const shared = filled.slice(0, start).map(({ at }) => at + 1);
      return Array.from({ length: times }, (_, n) => ({
        columns: [...shared, ...filled.slice(start + n * length, start + (n + 1) * length).map(({ at }) => at + 1)],
      }));
    }
  }
  return null;
}

function timesRepeated(keys: readonly string[], start: number, length: number): number {
  let times = 1;
  while (keys.slice(start, start + length).every((key, at) => keys[start + times * length + at] === key)) times++;
  return times;
}

function isPupils(block: readonly string[], titles: TitleKnowledge): boolean {
  const distinct = new Set(block);
  if (distinct.size < block.length || block.some((key) => GUARDIAN.has(key))) return false;
  return block.some((key) => titles.datasetsKnowing(key) > 0);
}

/** A name and a telephone number may be a guardian's; a sex, a number in the class or a registry number may not. */
function isPupilOnly(block: readonly string[], titles: TitleKnowledge): boolean {
  const indexes = ['students', 'absences', 'roster'].map((dataset) => titles.indexOf(dataset));
  return block.some((key) => NUMBERING.has(key) || indexes.some((index) => PUPIL_ONLY.includes(index.find(key)?.name ?? '')));
}

/** Writes each block as canonical text of its own and removes the whole. Rows above the header go with the first block. */
export function splitBlocks(sheet: CanonicalSheet, blocks: readonly Block[], firstRow: number): CanonicalSheet[] {
  const outputs = blocks.map(({ columns }, at) => {
    const path = sheet.path.replace(/(\.csv)?$/, `-b${at + 1}$1`);
    return { columns, path, fd: fs.openSync(path, 'w'), rows: 0, text: '' };
  });
  try {
    visitRows(sheet.path, (raw) => {
      outputs.forEach((output, at) => {
        if (raw.row < firstRow && at > 0) return;
        output.text += raw.row < firstRow ? wholeLine(raw, output.columns.length) : blockLine(raw, output.columns);
        output.rows++;
        if (output.text.length >= 1 << 20) flush(output);
      });
    });
    for (const output of outputs) flush(output);
  } finally {
    for (const { fd } of outputs) fs.closeSync(fd);
  }
  fs.rmSync(sheet.path, { force: true });
  return outputs.map(({ path, columns, rows }, at) => ({
    ...sheet,
    path,
    width: columns.length,
    rows,
    notes: at === 0 ? sheet.notes : [],
  }));
}

function flush(output: { readonly fd: number; text: string }): void {
  for (let bytes = Buffer.from(output.text); bytes.length > 0; ) bytes = bytes.subarray(fs.writeSync(output.fd, bytes));
  output.text = '';
}

/** A title row, as far as the block is wide: it is only counted. */
function wholeLine({ row, cells }: RawRow, width: number): string {
  const kept = [...new Set(cells.filter((cell) => cell !== ''))].slice(0, width);
  return `${row},${kept.length},${Array.from({ length: width }, (_, at) => kept[at] ?? '').join(',')}\n`;
}

/** A row of a block has all of its cells, or none: nothing is torn or ragged in what was moved. */
function blockLine({ row, cells }: RawRow, columns: readonly number[]): string {
  const own = columns.map((column) => cells[column - 1] ?? '');
  return `${row},${own.some((cell) => cell !== '') ? own.length : 0},${own.join(',')}\n`;
}
