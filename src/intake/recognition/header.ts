import type { Dataset } from '../../datasets/dataset.ts';
import { datasets } from '../../datasets/dictionary.ts';
import type { HeadRow } from '../canonical/head.ts';
import { columnLetter } from '../column-letter.ts';
import { lastHeaderRow } from '../tables/header-tail.ts';
import type { SheetNames } from '../tables/sheet-class.ts';
import { type Assignment, assignByTitle } from './column-assignment.ts';
import { findHeader, type HeaderLayout, ROWS_SEARCHED, titlesIn } from './header-layout.ts';
import { hintStrength } from './name-hint.ts';
import type { Stated } from './stated.ts';
import { givesGrade, stateAll, withoutDate } from './stated-class.ts';
import { assignStudents } from './student-columns.ts';
import { titleKeys } from './title.ts';
import { dictionaryTitles, type TitleKnowledge } from './title-index.ts';

export type { Stated } from './stated.ts';

/** What a sheet is. Row numbers are those of the sheet, `index` is the 1-based number of the cell (c1, c2 …) in canonical text. */
export type Recognition =
  | ({
      readonly kind: 'recognised';
      readonly dataset: string;
      readonly headerFirstRow: number;
      readonly headerLastRow: number;
      /** Column names. `school_code` is never among them: it may come from the file's name or the rows above the header. */
      readonly missingRequired: readonly string[];
      readonly stated: Stated;
      /** Of a wide month that was turned into rows: which source column was which day. */
      readonly days: readonly Day[] | null;
    } & Assignment)
  | {
      readonly kind: 'unrecognised';
      /** What was found, what was expected and what to do, in Chinese. */
      readonly reason: string;
      /** The dataset that it is most like. */
      readonly nearest: string | null;
      /** Whether it would help to be told what its titles mean: not for a form, nor for a month of an unknown year. */
      readonly isAskable: boolean;
      readonly stated: Stated;
    }
  /** Without content, or a sheet that only helps to fill in others. */
  | { readonly kind: 'empty'; readonly reason: string };

/** A day of a wide month: 'YYYY-MM-DD' and its 1-based column in the source. */
export interface Day {
  readonly date: string;
  readonly index: number;
}

/** How many rows of canonical text are enough to recognise a sheet. */
export const HEAD_ROWS = 60;

/** A missing required column outweighs about one title that no other dataset has. */
const MISSING_PENALTY = 3.5;
/** Scores so near to each other that the name of the file or sheet may decide. */
const NEAR = 2;
/** With so many titles a sheet is taken for what it is most like although a required column is missing. */
const TITLES_THAT_CONVINCE = 5;
/** A title known to no more datasets than this tells what a sheet is; that of a required column may be known to more. */
const DISTINCTIVE = 3;
const DISTINCTIVE_REQUIRED = 8;
const REQUIRED_FACTOR = 1.5;
/** Titles that any list of pupils may carry, however few tables of the dictionary have them: they tell nothing. */
const TELL_NOTHING = new Set(
  ['序号', '备注', '说明', '班主任', '班主任姓名', '家长电话', '校长', '校长姓名', '乡镇', '乡镇（街道）', '所属乡镇'].map(keyOf),
);
/** What a sheet is taken for must explain this share of the titles that anything explains. */
const SHARE_EXPLAINED = 0.75;
/** Scores that differ less are equal: official titles count a little more than aliases. */
const EQUAL = 0.35;

interface Candidate {
  readonly dataset: Dataset;
  readonly score: number;
  readonly hits: number;
  readonly missing: readonly string[];
  readonly distinctive: boolean;
  readonly hint: number;
}

/**
 * Recognises a sheet by its header.
 * @param head the first HEAD_ROWS rows
 * @param names of the file and the sheet: they break ties
 * @param titles what titles mean: the dictionary, or with what the user explained
 */
export function recogniseSheet(head: readonly HeadRow[], names: SheetNames, titles: TitleKnowledge = dictionaryTitles): Recognition {
  const rows = head.filter(({ cells }) => cells.some((cell) => cell?.trim()));
  if (rows.length === 0)
    return { kind: 'empty', reason: names.sheet ? `工作表“${names.sheet}”是空的，没有可导入的内容` : '文件里没有内容' };
  const layout = findHeader(rows, titles);
  if (!layout)
    return {
      kind: 'unrecognised',
      reason: noHeader(rows, titles),
      nearest: null,
      isAskable: true,
      stated: stateAll(rows.slice(0, 3), names),
    };
  const above = rows.filter(({ row }) => row < layout.firstRow);
  return recogniseLayout(layout, { above, below: rows, stated: stateAll(above, names) }, names, titles);
}

/** What stands around a header. */
export interface Surroundings {
  readonly above: readonly HeadRow[];
  /** The first rows of the table, its header among them or not. */
  readonly below: readonly HeadRow[];
  readonly stated: Stated;
}

/** Recognises a table whose header has been found. */
export function recogniseLayout(
  layout: HeaderLayout,
  { above, below, stated }: Surroundings,
  names: SheetNames,
  titles: TitleKnowledge,
): Recognition {
  const candidates = rank(layout, names, titles, givesGrade(stated, layout, above, names, titles));
  const most = mostHits(candidates);
  const [best, second] = candidates.filter((one) => isConvincing(one, most));
  if (best && second && isTie(best, second)) {
    return { kind: 'unrecognised', reason: ambiguous(layout, best, second), nearest: best.dataset.id, isAskable: true, stated };
  }
  if (!best)
    return {
      kind: 'unrecognised',
      reason: noDataset(layout, candidates[0]),
      nearest: candidates[0]?.dataset.id ?? null,
      isAskable: true,
      stated,
    };
  const { id } = best.dataset;
  const index = titles.indexOf(id);
  const assignment = id === 'students' ? assignStudents(index, layout) : assignByTitle(index, layout);
  const found = new Set(assignment.columns.map(({ name }) => name));
  return {
    kind: 'recognised',
    dataset: id,
    headerFirstRow: layout.firstRow,
    headerLastRow: lastHeaderRow(layout, below, titles),
    ...assignment,
    missingRequired: requiredOf(best.dataset).filter((name) => !found.has(name) && best.missing.includes(name)),
    stated: id === 'students' ? stated : withoutDate(stated, names),
    days: null,
  };
}

/** All datasets that know a title of the header, likeliest first. */
function rank(layout: HeaderLayout, names: SheetNames, titles: TitleKnowledge, isGradeGiven: boolean): Candidate[] {
  const candidates = [...datasets.values()]
    .map((dataset) => candidate(dataset, layout, names, titles, isGradeGiven))
    .filter(({ hits }) => hits > 0);
  const top = Math.max(...candidates.map(({ score }) => score));
  const most = mostHits(candidates);
  // A name says nothing for a dataset that does not know all the titles: 班级 in a file name makes no table of classes of a list of pupils.
  const hinted = candidates.map((one) => (one.hits === most ? one : { ...one, hint: 0 }));
  const effective = ({ score, hint }: Candidate) => (hint > 0 && score >= top - NEAR ? top + hint : score);
  // The sort is stable: of equals the one that comes first in the dictionary, students before all.
  return hinted.sort((a, b) => effective(b) - effective(a));
}

const mostHits = (candidates: readonly Candidate[]): number => Math.max(...candidates.map(({ hits }) => hits));

function candidate(dataset: Dataset, layout: HeaderLayout, names: SheetNames, titles: TitleKnowledge, isGradeGiven: boolean): Candidate {
  const index = titles.indexOf(dataset.id);
  const required = requiredOf(dataset);
  const matched = new Set(layout.titles.map((title) => index.find(title)?.name));
  const missing = required.filter((name) => !matched.has(name) && !(name === 'grade' && isGradeGiven));
  const weights = new Map<string, number>();
  let distinctive = false;
  for (const title of layout.titles) {
    const match = index.find(title);
    if (!match || !title || TELL_NOTHING.has(keyOf(title))) continue;
    // What the user explained for one kind of table makes no such table of another that has the same title.
    if (match.isLearned && missing.length > 0) continue;
    const known = titles.datasetsKnowing(title);
    const isRequired = required.includes(match.name);
    distinctive ||= known <= (isRequired ? DISTINCTIVE_REQUIRED : DISTINCTIVE);
    const weight = Math.log(1 + datasets.size / known) * (isRequired ? REQUIRED_FACTOR : 1) + (match.official ? 0.1 : 0);
    weights.set(match.name, Math.max(weight, weights.get(match.name) ?? 0));
  }
  const score = [...weights.values()].reduce((sum, weight) => sum + weight, 0) - MISSING_PENALTY * missing.length;
  const hint = hintStrength(names.sheet, dataset.id, dataset.code) || hintStrength(names.file, dataset.id, dataset.code);
  return { dataset, score, hits: weights.size, missing, distinctive, hint };
}

/**
 * Lists of other kinds have a school and a name too; what makes one of ours is a title of its own, or its name.
 * Students need none: a plain list of pupils with their grades is theirs.
 */
function isConvincing({ dataset, hits, missing, distinctive, hint }: Candidate, most: number): boolean {
  if (hits < 2 || hits < most * SHARE_EXPLAINED || !(distinctive || hint > 0 || dataset.id === 'students')) return false;
  return missing.length === 0 || hits >= TITLES_THAT_CONVINCE;
}

/** Students come before what is equal to them; otherwise a wrong guess is worse than a question. */
const isTie = (best: Candidate, second: Candidate): boolean =>
  best.dataset.id !== 'students' && best.hint === second.hint && best.score - second.score < EQUAL;

function keyOf(title: string): string {
  return titleKeys(title)[0];
}

const requiredOf = (dataset: Dataset): string[] =>
  dataset.columns.filter(({ name, required }) => required && name !== 'school_code').map(({ name }) => name);

function noHeader(rows: readonly HeadRow[], titles: TitleKnowledge): string {
  const late = rows.slice(ROWS_SEARCHED).find(({ cells }) => titlesIn(cells, titles).isHeader);
  if (late) {
    const found = `第${late.row}行像是列名行（${quoteFirst(late.cells)}），但它上面有${rows.indexOf(late)}行内容`;
    return `${found}，列名行应在前${ROWS_SEARCHED}行里；请删去上面多余的行后重新导入`;
  }
  const first = rows[0];
  return `前${ROWS_SEARCHED}行里没有找到列名行（第${first?.row ?? 1}行是${quoteFirst(first?.cells ?? [])}），应有一行写着“学校标识码、姓名、年级”这样的列名；请补上列名后重新导入`;
}

function noDataset(layout: HeaderLayout, nearest: Candidate | undefined): string {
  const found = `${whereTitles(layout)}的列名是${quoteFirst(layout.titles)}`;
  if (!nearest || nearest.missing.length === 0) return `${found}，看不出是哪一种表；请把工作表或文件名改成表的名称（如“考勤”“点名”）`;
  const titles = nearest.missing.map((name) => nearest.dataset.columns.find((column) => column.name === name)?.titles[0] ?? name);
  return `${found}，最像《${nearest.dataset.title}》，但缺少必需的列“${titles.join('、')}”；请补上后重新导出`;
}

function ambiguous(layout: HeaderLayout, best: Candidate, second: Candidate): string {
  return `${whereTitles(layout)}的列名是${quoteFirst(layout.titles)}，既像《${best.dataset.title}》又像《${second.dataset.title}》；请在工作表名或文件名里写明是哪一种表`;
}

/** 第3行A–F列. */
function whereTitles({ lastRow, titles }: HeaderLayout): string {
  const first = titles.findIndex((title) => title?.trim());
  const last = titles.findLastIndex((title) => title?.trim());
  return `第${lastRow}行${columnLetter(first + 1)}–${columnLetter(last + 1)}列`;
}

function quoteFirst(cells: readonly (string | null)[]): string {
  const texts = cells.filter((cell) => cell?.trim());
  const more = texts.length > 5 ? '……' : '';
  return `“${texts.slice(0, 5).join('、').slice(0, 60)}${more}”`;
}
