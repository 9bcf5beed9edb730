import { datasetOf } from '../../datasets/dictionary.ts';
import type { HeadRow } from '../canonical/head.ts';
import { titleKeys } from './title.ts';
import type { TitleKnowledge } from './title-index.ts';

/** Where the header of a sheet is, and what it says per column. */
export interface HeaderLayout {
  /** Row numbers in the sheet. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly titles: readonly (string | null)[];
  /** With a row of group titles above: for each column the number of its group in the 37-item form, or null. */
  readonly groups: readonly (number | null)[] | null;
  /** How many different titles of the dictionary it has. */
  readonly hits: number;
}

/** How many rows with content are looked through for a header. */
export const ROWS_SEARCHED = 15;
/** A row of titles holds hardly anything else. */
const SHARE_OF_TITLES = 0.6;

/** The row, or two rows, among the first 15 with content that have most known titles; null when there are fewer than two titles. */
export function findHeader(head: readonly HeadRow[], knowledge: TitleKnowledge): HeaderLayout | null {
  const rows = head.filter(({ cells }) => cells.some(isText)).slice(0, ROWS_SEARCHED);
  let best: HeaderLayout | null = null;
  rows.forEach((row, index) => {
    for (const layout of layoutsEndingAt(row, rows[index - 1], knowledge)) {
      if (layout.hits >= 2 && layout.hits > (best?.hits ?? 0)) best = layout;
    }
  });
  return best;
}

/** Which titles of the dictionary a row holds, and whether they are so many that it can only be a row of titles. */
export function titlesIn(
  cells: readonly (string | null)[],
  knowledge: TitleKnowledge,
): { readonly keys: ReadonlySet<string>; readonly isHeader: boolean } {
  const filled = new Set(cells.filter(isText).map((cell) => titleKeys(cell)[0]));
  const keys = new Set(
    cells
      .filter(isText)
      .filter((cell) => knowledge.datasetsKnowing(cell) > 0)
      .map((cell) => titleKeys(cell)[0]),
  );
  return { keys, isHeader: keys.size >= 2 && keys.size >= filled.size * SHARE_OF_TITLES };
}

/** The row alone, or under the row right above it where that has group titles, or titles that were merged downwards. */
function* layoutsEndingAt(row: HeadRow, above: HeadRow | undefined, knowledge: TitleKnowledge): Generator<HeaderLayout> {
  const isKnown = (cell: string | null | undefined): cell is string => isText(cell) && knowledge.datasetsKnowing(cell) > 0;
  const adjacent = above && above.row === row.row - 1 ? above : undefined;
  const groups = adjacent ? groupsOf(adjacent, isKnown) : null;
  if (!groups) yield layout(row.row, row.row, row.cells, null, isKnown);
  if (!adjacent) return;
  const titles = row.cells.map((cell, index) => {
    const merged = adjacent.cells[index];
    return isText(cell) ? cell : isKnown(merged) ? merged : null;
  });
  yield layout(adjacent.row, row.row, titles, groups, isKnown);
}

function layout(
  firstRow: number,
  lastRow: number,
  titles: readonly (string | null)[],
  groups: HeaderLayout['groups'],
  isKnown: (cell: string | null) => boolean,
): HeaderLayout {
  const known = titles.filter(isKnown).map((title) => titleKeys(title ?? '')[0]);
  return { firstRow, lastRow, titles, groups, hits: new Set(known).size };
}

/** A group title holds up to the next title in its row; null when no guardian's group is there, for then it is no group row. */
function groupsOf(row: HeadRow, isKnown: (cell: string | null) => boolean): (number | null)[] | null {
  let current: number | null = null;
  const groups = row.cells.map((cell) => {
    if (isText(cell)) current = isKnown(cell) ? null : groupNumber(cell);
    return current;
  });
  return groups.some((group) => group !== null && forms37[group]?.prefix) ? groups : null;
}

const forms37 = datasetOf('students').forms?.find(({ id }) => id === 'form37')?.groups ?? [];

function groupNumber(title: string): number | null {
  const [key] = titleKeys(title);
  const found = forms37.findIndex((group) => [group.title, ...group.aliases].some((name) => key.includes(titleKeys(name)[0])));
  return found < 0 ? null : found;
}

export const isText = (cell: string | null | undefined): cell is string => cell !== null && cell !== undefined && cell.trim() !== '';
