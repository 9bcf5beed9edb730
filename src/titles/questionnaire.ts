import { createHash } from 'node:crypto';
import type { Dataset } from '../datasets/dataset.ts';
import { datasetOf, datasets } from '../datasets/dictionary.ts';
import { lineCount, rowHeight } from '../reports/measure.ts';
import { type Dropdown, listPage, type Sheet, type SheetRow } from '../reports/sheet.ts';
import { bodyStyleOf, headerStyle, noteStyle } from '../reports/style.ts';
import type { Workbook } from '../reports/workbook.ts';
import { tableKey, titleKey } from '../workspace/learned-titles.ts';
import type { Questions, TableQuestion, TitleQuestion } from './question.ts';

/** What a clerk looks for, and what an import looks for. */
export const questionnaireName = '列名对照';
export const titleSheet = '列名对照';
export const tableSheet = '未识别的表';
const listSheet = '可选值';

export const noColumn = '（不是我们要的列）';
export const noDataset = '（不是我们要的表）';

export const titleHeader = ['编号', '表', '列名', '出现在', '样例（已脱敏）', '最可能的含义（仅供参考）', '您的选择'] as const;
export const tableHeader = ['编号', '表头', '出现在', '最像哪一种表（仅供参考）', '您的选择'] as const;

/** Between the titles of a table and between places. No line break: the library would mark its blanks in a way that the format's schema refuses. */
export const titleGap = ' | ';
export const placeGap = '；';

/** Ties an answer to its question: a title that was typed over in the workbook no longer has the number beside it. */
export const titleNumber = (dataset: string, title: string): string => numberOf('列', `${dataset}|${titleKey(title)}`);
export const tableNumber = (titles: readonly string[]): string => numberOf('表', tableKey(titles));

const numberOf = (kind: string, key: string): string => `${kind}${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;

export const columnChoices = (dataset: Dataset): string[] => [...dataset.columns.map(({ name, titles }) => titles[0] ?? name), noColumn];
export const datasetChoices = (): string[] => [...[...datasets.values()].map(({ title }) => title), noDataset];

/** The workbook in which the user says what unknown titles mean. No answer is filled in: a wrong guess must not pass unseen. */
export function questionnaire(questions: Questions, madeAt: string): Workbook {
  const lists = new ChoiceLists();
  const sheets = [
    ...(questions.titles.length > 0 ? [titlesSheet(questions.titles, lists)] : []),
    ...(questions.tables.length > 0 ? [tablesSheet(questions.tables, lists)] : []),
  ];
  return { title: questionnaireName, author: '核籍', madeAt, sheets: [...sheets, lists.sheet()] };
}

function titlesSheet(questions: readonly TitleQuestion[], lists: ChoiceLists): Sheet {
  const rows = questions.map(({ dataset, title, places, samples, likeliest }) => ({
    cells: [titleNumber(dataset, title), datasetOf(dataset).title, title, places.join(placeGap), samples, likeliest],
    list: lists.columnOf(datasetOf(dataset).title, columnChoices(datasetOf(dataset))),
  }));
  const note =
    '下列列名还不认识。请在“您的选择”里选出它的含义，保存后放进 inbox 文件夹（或就在原处保存），下次导入时生效。不认识又不需要的，选“（不是我们要的列）”；拿不准的请留空。';
  return questionSheet(titleSheet, note, titleHeader, [11, 22, 20, 40, 26, 28, 24], rows);
}

function tablesSheet(questions: readonly TableQuestion[], lists: ChoiceLists): Sheet {
  const list = lists.columnOf('全部的表', datasetChoices());
  const rows = questions.map(({ titles, places, likeliest }) => ({
    cells: [tableNumber(titles), titles.join(titleGap), places.join(placeGap), likeliest],
    list,
  }));
  const note =
    '下列表没有认出来。请选它是哪一种表，保存后放进 inbox 文件夹（或就在原处保存）；下次导入时会再逐列询问。与学籍无关的选“（不是我们要的表）”。';
  return questionSheet(tableSheet, note, tableHeader, [11, 40, 40, 28, 30], rows);
}

interface QuestionRow {
  /** All cells but the answer. */
  readonly cells: readonly string[];
  readonly list: Pick<Dropdown, 'listSheet' | 'list'>;
}

const ROWS_ABOVE = 2;

function questionSheet(
  name: string,
  note: string,
  header: readonly string[],
  widths: readonly number[],
  rows: readonly QuestionRow[],
): Sheet {
  const last = header.length - 1;
  const width = widths.reduce((sum, each) => sum + each, 0);
  const body = rows.map(
    ({ cells }): SheetRow => ({
      height: rowHeight(Math.max(...cells.map((cell, at) => lineCount(cell, widths[at]!)))),
      cells: [...cells, ''].map((value, at) => ({
        value: value === '' ? null : value,
        style: bodyStyleOf({ wrap: true, format: 'text', ...(at === last && { fill: 'yellow' }) }),
      })),
    }),
  );
  return {
    name,
    widths,
    rows: [
      { height: rowHeight(lineCount(note, width)), cells: header.map((_, at) => ({ value: at === 0 ? note : null, style: noteStyle })) },
      { height: rowHeight(1) + 4, cells: header.map((value) => ({ value, style: headerStyle })) },
      ...body,
    ],
    merges: [{ fromRow: 0, fromColumn: 0, toRow: 0, toColumn: last }],
    frozen: { rows: ROWS_ABOVE, columns: 0 },
    dropdowns: rows.map(({ list }, index) => {
      const row = ROWS_ABOVE + index;
      return { ...list, area: { fromRow: row, fromColumn: last, toRow: row, toColumn: last } };
    }),
    page: listPage(ROWS_ABOVE + rows.length, header.length),
  };
}

/** The sheet from which the dropdowns take their choices, a column a list. */
class ChoiceLists {
  readonly #lists = new Map<string, readonly string[]>();

  columnOf(title: string, choices: readonly string[]): Pick<Dropdown, 'listSheet' | 'list'> {
    if (!this.#lists.has(title)) this.#lists.set(title, choices);
    const column = [...this.#lists.keys()].indexOf(title);
    return { listSheet, list: { fromRow: 1, fromColumn: column, toRow: choices.length, toColumn: column } };
  }

  sheet(): Sheet {
    const lists = [...this.#lists.values()];
    const longest = Math.max(...lists.map((list) => list.length));
    const style = bodyStyleOf({ format: 'text' });
    return {
      name: listSheet,
      widths: lists.map(() => 30),
      rows: [
        { height: rowHeight(1), cells: [...this.#lists.keys()].map((value) => ({ value, style: headerStyle })) },
        ...Array.from({ length: longest }, (_, row) => ({
          height: rowHeight(1),
          cells: lists.map((list) => ({ value: list[row] ?? null, style })),
        })),
      ],
      merges: [],
      page: listPage(longest + 1, lists.length),
    };
  }
}
