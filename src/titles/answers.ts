import { datasets } from '../datasets/dictionary.ts';
import type { HeadRow } from '../intake/canonical/head.ts';
import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import type { LearnedTable } from '../workspace/learned-titles.ts';
import type { TableQuestion, TitleQuestion } from './question.ts';
import {
  columnChoices,
  datasetChoices,
  noColumn,
  noDataset,
  placeGap,
  tableHeader,
  tableNumber,
  tableSheet,
  titleGap,
  titleHeader,
  titleNumber,
  titleSheet,
} from './questionnaire.ts';

/** What a filled-in 列名对照.xlsx says. */
export interface Answers {
  readonly titles: readonly (LearnedTitle & { readonly where: string })[];
  readonly tables: readonly (Omit<LearnedTable, 'learned_on'> & { readonly where: string })[];
  /** Questions without an answer, or with one that cannot be taken: they are asked again. */
  readonly openTitles: readonly TitleQuestion[];
  readonly openTables: readonly TableQuestion[];
  /** Sentences about answers that cannot be taken. */
  readonly problems: readonly string[];
}

interface Line {
  /** `列名对照.xlsx［列名对照］第5行` */
  readonly where: string;
  readonly cell: (title: string) => string;
}

/** Reads the answers of one workbook; a sentence where it is not the one that was written. @param file its name, for sentences */
export function readAnswers(file: string, sheets: ReadonlyMap<string, readonly HeadRow[]>): Answers | string {
  const lines = linesOf(file, titleSheet, sheets.get(titleSheet) ?? [], titleHeader);
  const tableLines = linesOf(file, tableSheet, sheets.get(tableSheet) ?? [], tableHeader);
  if (lines === null && tableLines === null) {
    return `${file}：里面没有“${titleSheet}”表，或者表头被改动了，没有读取；请用核籍写出的原表重新选择`;
  }
  const titles = (lines ?? []).map(titleAnswer);
  const tables = (tableLines ?? []).map(tableAnswer);
  const { kept, clashing } = withoutClashes(titles);
  return {
    titles: kept.flatMap(({ answer }) => answer ?? []),
    tables: tables.flatMap(({ answer }) => answer ?? []),
    openTitles: [...kept.filter(({ answer }) => answer === null), ...clashing].flatMap(({ question }) => question ?? []),
    openTables: tables.flatMap(({ answer, question }) => (answer === null && question ? [question] : [])),
    problems: [...titles, ...tables, ...clashing].flatMap(({ problem }) => problem ?? []),
  };
}

/** One row: the question, with the answer, with why it cannot be taken, or with neither. */
interface Row<Question, Answer> {
  readonly question: Question | null;
  readonly answer: Answer | null;
  readonly problem: string | null;
}

type TitleRow = Row<TitleQuestion, Answers['titles'][number]>;

function titleAnswer({ where, cell }: Line): TitleRow {
  const dataset = [...datasets.values()].find(({ title }) => title === cell('表'));
  const title = cell('列名');
  if (!dataset || titleNumber(dataset.id, title) !== cell('编号')) {
    const problem = `${where}：“表”或“列名”被改成了“${cell('表')}”“${title}”，对不上原来的列，这一行没有采用；请只改“您的选择”`;
    return { question: null, answer: null, problem };
  }
  const question: TitleQuestion = {
    dataset: dataset.id,
    title,
    places: cell('出现在').split(placeGap),
    samples: cell('样例（已脱敏）'),
    likeliest: cell('最可能的含义（仅供参考）'),
  };
  const choice = cell('您的选择');
  if (choice === '') return { question, answer: null, problem: null };
  const at = columnChoices(dataset).indexOf(choice);
  if (at < 0) {
    const problem = `${where}：“${dataset.title}”里没有“${choice}”这一列，列名“${title}”没有采用；请从下拉框里选`;
    return { question, answer: null, problem };
  }
  const column = choice === noColumn ? null : dataset.columns[at]!.name;
  return { question, answer: { dataset: dataset.id, title, column, where }, problem: null };
}

function tableAnswer({ where, cell }: Line): Row<TableQuestion, Answers['tables'][number]> {
  const titles = cell('表头').split(titleGap);
  if (tableNumber(titles) !== cell('编号')) {
    return { question: null, answer: null, problem: `${where}：“表头”被改动了，对不上原来的表，这一行没有采用；请只改“您的选择”` };
  }
  const question: TableQuestion = { titles, places: cell('出现在').split(placeGap), likeliest: cell('最像哪一种表（仅供参考）') };
  const choice = cell('您的选择');
  if (choice === '') return { question, answer: null, problem: null };
  if (!datasetChoices().includes(choice)) {
    return { question, answer: null, problem: `${where}：没有“${choice}”这种表，没有采用；请从下拉框里选` };
  }
  const dataset = choice === noDataset ? null : [...datasets.values()].find(({ title }) => title === choice)!.id;
  return { question, answer: { titles, dataset, where }, problem: null };
}

/** Two titles of one sheet cannot be the same column: neither is taken, for which one is right nobody can tell. */
function withoutClashes(rows: readonly TitleRow[]): { kept: TitleRow[]; clashing: TitleRow[] } {
  const sheetsOf = ({ question }: TitleRow): string[] => (question?.places ?? []).map((place) => place.replace(/ [A-Z]+列$/, ''));
  const clashOf = (row: TitleRow): TitleRow | undefined =>
    rows.find(
      (other) =>
        other !== row &&
        row.answer?.column != null &&
        other.answer?.column === row.answer.column &&
        other.answer.dataset === row.answer.dataset &&
        sheetsOf(other).some((sheet) => sheetsOf(row).includes(sheet)),
    );
  const isSame = (row: TitleRow): boolean => clashOf(row) === undefined;
  const clashing = rows
    .filter((row) => !isSame(row))
    .map((row): TitleRow => {
      const other = clashOf(row)!.answer!;
      const problem = `${row.answer!.where}：列名“${row.answer!.title}”与“${other.title}”在同一张表里，却选了同一列，两个都没有采用；请只给一个`;
      return { ...row, answer: null, problem };
    });
  return { kept: rows.filter(isSame), clashing };
}

/** The rows below the header that are not empty; null when the header is not there as it was written. */
function linesOf(file: string, sheet: string, rows: readonly HeadRow[], header: readonly string[]): Line[] | null {
  const titles = rows.find(({ cells }) => header.every((title) => cells.some((cell) => cell?.trim() === title)));
  if (!titles) return null;
  const columnOf = new Map(header.map((title) => [title, titles.cells.findIndex((cell) => cell?.trim() === title)]));
  return rows
    .filter(({ row, cells }) => row > titles.row && cells.some((cell) => cell?.trim()))
    .map(({ row, cells }) => ({
      where: `${file}［${sheet}］第${row}行`,
      cell: (title) => cells[columnOf.get(title) ?? -1]?.trim() ?? '',
    }));
}
