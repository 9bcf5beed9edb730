import type { Area } from './area.ts';
import type { Chart } from './chart.ts';
import type { Style } from './style.ts';

/** A sheet of a workbook, ready to be written: everything decided, nothing left to the spreadsheet program. */
export interface Sheet {
  readonly name: string;
  /** Column widths in characters of the body font; a Han character takes two. */
  readonly widths: readonly number[];
  readonly rows: readonly SheetRow[];
  readonly body?: Body;
  readonly merges: readonly Area[];
  /** How many rows and columns stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Header row and the rows that can be filtered. */
  readonly filter?: Area;
  readonly page: PageSetup;
  readonly dataBars?: readonly Area[];
  /** Numbers that are more or less than the last time's: more stands in red, less in green. */
  readonly changes?: readonly Area[];
  /** Numbers that are on a red ground as soon as they are not 0. */
  readonly alarms?: readonly Area[];
  readonly charts?: readonly PlacedChart[];
  /** Rows, from 0, to which links lead by a name. */
  readonly anchors?: ReadonlyMap<string, number>;
  readonly dropdowns?: readonly Dropdown[];
  /** What may be filled in where. */
  readonly inputRules?: readonly InputRule[];
  /** Only cells whose style is unlocked can be filled in. Without a password: whoever issues the workbook can unlock it. */
  readonly locked?: boolean;
  /** Columns, from 0, that are for programs only. */
  readonly hiddenColumns?: readonly number[];
}

/** What cells take; a spreadsheet program refuses anything else. */
export interface InputRule {
  readonly areas: readonly Area[];
  readonly allowed: Allowed;
}

/** A few short words to pick from, a day (both ends included, 'YYYY-MM-DD'), or a text of at most so many characters. */
export type Allowed =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'day'; readonly from: string; readonly to: string }
  | { readonly kind: 'text'; readonly longest: number };

/** Cells that are filled by picking from a list, which stands in other cells: a list inside the rule may have 255 characters only. */
export interface Dropdown {
  readonly area: Area;
  readonly listSheet: string;
  readonly list: Area;
}

/** Rows that stand from row number `at` on, before those of `rows` that follow. A long table's are made one by one while they are written. */
export interface Body {
  readonly at: number;
  readonly rows: BodyRows;
}

/** Made anew each time they are gone through; without links. */
export interface BodyRows extends Iterable<SheetRow> {
  readonly length: number;
  /** Every style of their cells. */
  readonly styles: readonly Style[];
}

export interface PlacedChart {
  readonly chart: Chart;
  /** What it covers. */
  readonly area: Area;
}

export interface SheetRow {
  /** In points. Given, because programs differ in what they make of wrapped and merged cells. */
  readonly height: number;
  readonly cells: readonly SheetCell[];
}

export interface SheetCell {
  readonly value: string | number | null;
  readonly style: Style;
  readonly link?: Link;
}

/** Where a click leads: a sheet of the same workbook, and there to an anchor, or to the top. */
export interface Link {
  readonly sheet: string;
  readonly anchor?: string;
}

export interface PageSetup {
  readonly orientation: 'portrait' | 'landscape';
  /** Squeeze the sheet onto one page; otherwise it is as wide as one page and as long as it needs. */
  readonly onePage: boolean;
  /** Row number, from 0, that each page repeats. */
  readonly repeatedRow?: number;
  readonly printed: Area;
  readonly footer: { readonly left: string; readonly right: string };
}

/** Page set-up of a plain list that is for the screen first: landscape, its first row on every page. */
export const listPage = (rows: number, columns: number): Sheet['page'] => ({
  orientation: 'landscape',
  onePage: false,
  repeatedRow: 0,
  printed: { fromRow: 0, fromColumn: 0, toRow: rows - 1, toColumn: columns - 1 },
  footer: { left: '', right: '' },
});
