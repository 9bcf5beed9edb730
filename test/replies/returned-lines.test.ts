import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { assetPath } from '../../src/assets.ts';
import { type ReturnedTable, returnedLines } from '../../src/replies/returned-lines.ts';

const file = { file: '某校.xlsx', sha256: 'f'.repeat(64) };
const key = '2026-11-09-1|2026-000001|0123456789ab';

const read = (...rows: readonly (readonly (string | null)[])[]): ReturnedTable | string | null =>
  returnedLines(file, { sheet: '整改台账', date1904: false, rows: rows.map((cells, index) => ({ row: index + 1, cells })) });

const table = (...rows: readonly (readonly (string | null)[])[]): ReturnedTable => read(...rows) as ReturnedTable;

const header = ['问题编号', '姓名', '处理方式', '整改情况', '完成日期', '回执码（勿改）'];

describe('a 整改台账', () => {
  test('is known by its titles, below whatever stands above', () => {
    const { lines, notes } = table(['某校整改台账'], header, ['2026-000001', '甲', '变更', ' 已改 ', '2026-11-18', key]);
    expect(notes).toEqual([]);
    expect(lines).toMatchObject([
      { row: 3, number: '2026-000001', action: '变更', situation: '已改', doneOn: '2026-11-18', key: { run: '2026-11-09-1', text: key } },
    ]);
  });

  test.each([
    ['学校：三道岗中心小学（2111050201）　　文号：学籍整改〔2026〕1号', '2111050201'],
    ['学校：开放学校（分校）（2111050299） 文号：x', '2111050299'],
    ['三道岗中心小学', null],
  ])('the heading %s says to whom it was sent', (heading, code) => {
    expect(table([heading], header, ['2026-000001', '甲', '变更', null, null, key]).lines).toMatchObject([{ sentTo: code }]);
  });

  test('columns may have moved, others stand between, titles have words behind them', () => {
    const { lines } = table(
      ['备注', '完成日期（必填）', ' 处 理 方 式 ', '科室意见', '整改情况(简要)', '问题编号'],
      ['x', '2026-11-18', '变更', 'y', '已改', '2026-000001'],
    );
    expect(lines).toMatchObject([{ action: '变更', situation: '已改', doneOn: '2026-11-18', key: null, number: '2026-000001' }]);
    expect(lines[0]!.letters.get('处理方式')).toBe('C');
  });

  test('the key is found in whatever column it stands', () => {
    const { lines } = table(['处理方式', '整改情况', '完成日期', 'x'], ['变更', '已改', null, ` ${key} `]);
    expect(lines).toMatchObject([{ key: { number: '2026-000001' }, number: null, sent: new Map() }]);
  });

  test('signatures are passed over, notes are told, a second header is none', () => {
    const { lines, notes } = table(
      header,
      ['2026-000001', '甲', null, null, null, key],
      header,
      ['备注：本校已撤并', null, null, null, null, null],
      ['填表人（签字）：', '填表人（签字）：', '填表人（签字）：', null, null, null],
    );
    expect(lines).toHaveLength(1);
    expect(notes).toEqual([4]);
  });

  test('a line with an answer but without a number is kept: it has to be refused aloud', () => {
    expect(table(header, [null, '甲', '变更', null, null, null]).lines).toMatchObject([{ number: null, key: null, action: '变更' }]);
  });

  test.each(['2026—000001', '2026－000001', ' 2026-000001 ', '2026-000001\u200b'])('the number %j is the number', (number) => {
    expect(table(header, [number, null, null, null, null, null]).lines).toMatchObject([{ number: '2026-000001' }]);
  });
});

test('neither the order of rows nor that of columns, nor what stands between, changes what a line says', () => {
  const titles = [...header, '学校标识码', '具体表现'];
  const rows = Array.from({ length: 5 }, (_, index) =>
    titles.map((title) => (title === '问题编号' ? `2026-00000${index}` : `${title}${index}`)),
  );
  const said = ({ lines }: ReturnedTable) =>
    lines
      .map(({ number, action, situation, doneOn, sent }) => [number, action, situation, doneOn, [...sent].sort()])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const expected = said(table(titles, ...rows));
  expect(expected).toHaveLength(5);
  const order = (length: number) =>
    fc.shuffledSubarray(
      Array.from({ length }, (_, index) => index),
      { minLength: length, maxLength: length },
    );
  fc.assert(
    fc.property(order(5), order(8), fc.nat(8), (rowOrder, columnOrder, extra) => {
      const moved = (row: readonly (string | null)[], between: string) =>
        columnOrder.map((column) => row[column]!).toSpliced(extra, 0, between);
      expect(said(table(['某校'], moved(titles, '备注'), ...rowOrder.map((row) => moved(rows[row]!, 'x'))))).toEqual(expected);
    }),
  );
});

describe('what is none', () => {
  test('a sheet that only explains the choices', () => {
    expect(read(['处理方式', '意思'], ['变更', '……'])).toBeNull();
  });

  test('any other table', () => {
    expect(read(['姓名', '年级'], ['甲', '三年级'])).toBeNull();
  });

  test('two columns of one title leave it open which one counts', () => {
    expect(read([...header, '处理方式'], ['2026-000001', '甲', '变更', null, null, key, '删除'])).toContain('有两列“处理方式”');
  });

  test.each(ownSheets())('%s of %s, which shows the answers to the bureau', (_, __, titles) => {
    const row = titles.map((title) => (title === '问题编号' ? '2026-000001' : title === '处理方式' ? '变更' : null));
    expect(read(['某县'], titles, row)).toContain('不是学校发回的整改台账');
  });

  test('not so a package to which somebody added columns of such names', () => {
    const answer = ['2026-000001', '甲', '变更', '已改', null, key];
    expect(table([...header, '状态', '首次发现'], [...answer, '已办', null]).lines).toHaveLength(1);
    expect(table([...header.slice(0, 5), '状态'], [...answer.slice(0, 5), '已办']).lines).toHaveLength(1);
  });

  test('without numbers and without keys nobody knows which line is which', () => {
    expect(read(['姓名', '处理方式', '整改情况'], ['甲', '变更', '已改'])).toContain('却没有“问题编号”列');
  });
});

/** Sheets of our own reports that have numbers and answers, with their titles. */
function ownSheets(): [string, string, string[]][] {
  const sheets = ['county-weekly', 'replies-summary'].flatMap((report) => {
    const found = parse(readFileSync(assetPath('reports', report, 'report.yaml'), 'utf8')) as {
      readonly sheets: readonly { readonly name: string; readonly columns?: readonly { readonly title: string }[] }[];
    };
    return found.sheets.map(({ name, columns = [] }): [string, string, string[]] => [name, report, columns.map(({ title }) => title)]);
  });
  return sheets.filter(([, , titles]) => titles.includes('处理方式') && titles.includes('问题编号'));
}
