import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as library from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { students } from '../../src/datasets/tables/students.ts';
import { readHead } from '../../src/intake/canonical/head.ts';
import { fingerprint } from '../../src/intake/files/fingerprint.ts';
import { readSourceFile } from '../../src/intake/reading.ts';
import type { Recognition } from '../../src/intake/recognition/header.ts';

const files = path.join(import.meta.dirname, '../files');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-reading-'));
afterAll(() => fs.rmSync(work, { recursive: true }));

const read = (name: string) => readSourceFile(path.join(files, name), name, { workDir: work, learned: [] });
async function readOnly(name: string) {
  const reading = await read(name);
  const [sheet] = reading.sheets;
  if (!sheet) throw new Error(reading.refusal?.message ?? 'no sheet');
  return { reading, ...sheet, rows: readHead(sheet.canonical, 1000) };
}
function made(name: string, content: string | Uint8Array) {
  const file = path.join(work, name);
  fs.writeFileSync(file, content);
  return readSourceFile(file, name, { workDir: work, learned: [] });
}
const namesOf = (recognition: Recognition) =>
  recognition.kind === 'recognised' ? recognition.columns.map(({ name }) => name) : recognition.reason;
const namesOfItems = (form: 'form37' | 'form72', count: number) =>
  Array.from({ length: count }, (_, item) => students.columns.find((column) => column[form] === item + 1)?.name);

describe('files that are refused', () => {
  test.each([
    ['empty.csv', 'empty-file', '0字节'],
    ['corrupt-zip.xlsx', 'corrupt', '重新'],
    ['bad-byte.csv', 'bad-encoding', '第299字节（第4行）'],
  ])('%s: %s', async (name, code, words) => {
    const { refusal, sheets } = await read(name);
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(sheets).toEqual([]);
  });

  test.each([
    ['a.xls', 'corrupt', '损坏', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    ['a.pdf', 'unknown-format', 'PDF', Buffer.from('%PDF-1.7\n')],
    ['a.jpg', 'unknown-format', '图片', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['b.csv', 'unknown-format', 'xlsx', Buffer.from('a\0\0\0b\0\0\0c')],
    ['xml.xls', 'unknown-format', '另存为', Buffer.from('\uFEFF<?xml version="1.0"?><Workbook/>')],
  ])('%s: %s', async (name, code, words, content) => {
    expect((await made(name, content)).refusal).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test.each([
    ['word/document.xml', 'unknown-format', 'Word'],
    ['名册.csv', 'not-a-workbook', '解压'],
  ])('a zip with %s', async (entry, code, words) => {
    const zip = library.CFB.utils.cfb_new();
    library.CFB.utils.cfb_add(zip, `/${entry}`, Buffer.from('x'));
    const bytes = library.CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as Uint8Array;
    expect((await made('a.xlsx', bytes)).refusal).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test('a file that cannot be opened', async () => {
    expect(await readSourceFile(path.join(work, 'none.csv'), 'none.csv', { workDir: work, learned: [] })).toMatchObject({
      refusal: { code: 'unreadable' },
    });
  });

  test('an error of our own is thrown', async () => {
    await expect(
      readSourceFile(path.join(files, 'csv-named.xls'), 'a.csv', { workDir: path.join(work, 'no-such-folder'), learned: [] }),
    ).rejects.toThrow('ENOENT');
  });
});

describe('files with traps', () => {
  test('csv named .xls is read by its content', async () => {
    const { reading, canonical, recognition } = await readOnly('csv-named.xls');
    expect(reading).toMatchObject({ format: 'csv', encoding: 'utf-8', refusal: null });
    expect(canonical.notes).toEqual(['扩展名是.xls，内容是CSV文本，已按内容读取']);
    expect(recognition).toMatchObject({ kind: 'recognised', dataset: 'students' });
  });

  test('a titled BMP is text', async () => {
    expect((await made('bm.csv', 'BM,XM\n1,张三\n')).format).toBe('csv');
  });

  test('ragged rows keep their count of cells', async () => {
    const { canonical } = await readOnly('ragged.csv');
    const lines = fs.readFileSync(canonical.path, 'utf8').split('\n').slice(0, -1);
    expect(lines.map((line) => line.split(',').slice(0, 2).join())).toEqual(['1,7', '2,8', '3,5', '4,0', '5,7']);
    expect(canonical).toMatchObject({ width: 8, rows: 5 });
  });

  test('BOM and GB18030', async () => {
    const bom = await readOnly('utf8-bom.csv');
    expect(bom.reading.encoding).toBe('utf-8-bom');
    expect(bom.rows[0]?.cells[0]).toBe('学校标识码');
    const gb = await readOnly('gb18030.csv');
    expect(gb.reading.encoding).toBe('gb18030');
    expect(gb.rows.map(({ cells }) => cells)).toEqual([
      ['年级', '姓名'],
      ['三年级', '张小明'],
    ]);
    expect(gb.recognition).toMatchObject({ dataset: 'students' });
  });

  test('a stray quote costs no pupil', async () => {
    const { rows, canonical } = await readOnly('stray-quote.csv');
    expect(rows.map(({ cells }) => cells[5])).toEqual(['姓名', '"张小明', '李小红']);
    expect(canonical.notes).toHaveLength(1);
  });

  test('an unknown header is said with its titles', async () => {
    const { recognition } = await readOnly('unknown-header.csv');
    expect(recognition).toMatchObject({ kind: 'unrecognised', reason: expect.stringContaining('甲、乙、丙') });
  });

  test.each(['form37.xlsx', 'form37.csv'])('%s: the columns by group', async (name) => {
    const { recognition } = await readOnly(name);
    expect(recognition).toMatchObject({
      dataset: 'students',
      form: 'form37',
      headerFirstRow: 1,
      headerLastRow: 2,
      unknown: [],
      duplicated: [],
    });
    expect(namesOf(recognition)).toEqual(namesOfItems('form37', 37));
  });

  test('form72.csv: the columns by position', async () => {
    const { recognition } = await readOnly('form72.csv');
    expect(recognition).toMatchObject({ dataset: 'students', form: 'form72', unknown: [], duplicated: [], missingRequired: [] });
    expect(namesOf(recognition)).toEqual(['school_name', 'school_code', ...namesOfItems('form72', 72)]);
  });

  test('an identity number stored as a number carries the mark', async () => {
    const { canonical } = await readOnly('ids-as-numbers.xlsx');
    expect(fs.readFileSync(canonical.path, 'utf8')).toContain('"张小明","\u0001110105201809010030"');
  });

  test('title rows are stated, merged cells filled, totals and signatures left to staging', async () => {
    const { recognition, rows } = await readOnly('title-and-totals.xlsx');
    expect(recognition).toMatchObject({
      dataset: 'students',
      headerFirstRow: 3,
      missingRequired: [],
      stated: { unit: '第一小学', reportedOn: '2026-10-16', schoolCode: '2230100001' },
    });
    expect(rows[4]?.cells).toEqual(['三年级', '1班', 'G11010520180901003X', '李小红', '11010520180901003X']);
    expect(rows[6]?.cells).toEqual(['制表人：赵主任  校长签字：', null, null, null, null]);
  });

  test('a lock file that gets through all the same is no workbook', async () => {
    expect((await readOnly('~$lock.xlsx')).recognition).toMatchObject({ kind: 'empty' });
  });
});

describe('the same bytes', () => {
  let first: Awaited<ReturnType<typeof read>>;
  beforeAll(async () => {
    first = await read('csv-named.xls');
  });

  test('have the same fingerprint and their own canonical text', async () => {
    const again = await readSourceFile(path.join(files, 'csv-named.xls'), '子目录/b.csv', { workDir: work, learned: [] });
    const [one, other] = ['csv-named.xls', 'unknown-header.csv'].map((name) => fingerprint(path.join(files, name)));
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(one).toBe(fingerprint(path.join(files, 'csv-named.xls')));
    expect(one).not.toBe(other);
    expect(fingerprint(path.join(files, 'none'))).toBeNull();
    expect(again.bytes).toBe(255);
    expect(again.sheets[0]?.canonical.path).not.toBe(first.sheets[0]?.canonical.path);
  });
});
