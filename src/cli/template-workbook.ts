import { codeListOf } from '../datasets/codes.ts';
import type { Column } from '../datasets/column.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { instructionsSheet } from '../intake/recognition/junk.ts';
import { lineCount, rowHeight, textWidth } from '../reports/measure.ts';
import { listPage, type Sheet, type SheetRow } from '../reports/sheet.ts';
import { bodyStyleOf, headerStyle } from '../reports/style.ts';
import type { Workbook } from '../reports/workbook.ts';

/** An empty workbook to fill in: the official titles, every column as text, and a sheet that explains the columns. */
export function templateWorkbook(dataset: Dataset): Workbook {
  return { title: `${dataset.title}填报表`, author: '核籍', sheets: [blankSheet(dataset), explanation(dataset)] };
}

const titleOf = (column: Column): string => `${column.required ? '★' : ''}${column.titles[0] ?? column.name}`;

/** Rows that can be filled in at once; a school of more pupils than that is rare. */
const preparedRows = 1000;

/** Text format in every cell to be filled in: a number typed in a general cell loses the digits after the fifteenth. */
function blankSheet(dataset: Dataset): Sheet {
  const titles = dataset.columns.map(titleOf);
  const blank: SheetRow = { height: rowHeight(1), cells: titles.map(() => ({ value: null, style: bodyStyleOf({ format: 'text' }) })) };
  return {
    name: dataset.title,
    widths: titles.map((title) => Math.max(textWidth(title) + 4, 10)),
    rows: [
      { height: rowHeight(1) + 4, cells: titles.map((value) => ({ value, style: headerStyle })) },
      ...Array.from({ length: preparedRows }, () => blank),
    ],
    merges: [],
    frozen: { rows: 1, columns: 0 },
    page: listPage(1, titles.length),
  };
}

const explanationTitles = ['列名', '必填', '怎么填', '可选值', '也认得的列名'];
const explanationWidths = [22, 6, 30, 60, 40];

function explanation(dataset: Dataset): Sheet {
  const lines = dataset.columns.map((column) => [
    column.titles[0] ?? column.name,
    column.required ? '必填' : '',
    howToFill(column),
    choices(column),
    column.titles.slice(1).join('、'),
  ]);
  const formatNote = [`前 ${preparedRows} 行已设为文本格式；行数更多的，请先把整列设为文本，再填号码、日期`, '', '', '', ''];
  const rows: SheetRow[] = [
    { height: rowHeight(1) + 4, cells: explanationTitles.map((value) => ({ value, style: headerStyle })) },
    ...[...lines, formatNote].map((values) => ({
      height: rowHeight(Math.max(...values.map((value, index) => lineCount(value, explanationWidths[index]!)))),
      cells: values.map((value) => ({ value, style: bodyStyleOf({ wrap: true, format: 'text' }) })),
    })),
  ];
  return {
    name: instructionsSheet,
    widths: explanationWidths,
    rows,
    merges: [],
    frozen: { rows: 1, columns: 1 },
    page: listPage(rows.length, explanationTitles.length),
  };
}

const fillings: Readonly<Record<string, string>> = {
  text: '文字',
  date: '日期，如 2026-11-16',
  yearmonth: '年月，如 2026-09',
  datetime: '日期和时间，如 2026-11-16 08:30',
  integer: '整数',
  decimal: '数字，可带小数',
  boolean: '是 或 否',
};

function howToFill({ name, type }: Column): string {
  if (type.startsWith('code:')) return '从可选值中选一个，写代码或名称';
  if (name === 'id_number' || name === 'registry_number') return '以文本填写，不要让表格变成数字';
  return fillings[type] ?? '文字';
}

function choices({ type }: Column): string {
  if (!type.startsWith('code:')) return '';
  return codeListOf(type.slice('code:'.length))
    .items.map(({ code, label }) => `${code} ${label}`)
    .join('、');
}
