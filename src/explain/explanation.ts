import type { UnderstoodRow } from './understood-rows.ts';

/** What `heji import --explain --json` prints: how each file was read, and why so. Everything masked. */
export interface Explanation {
  readonly files: readonly ExplainedFile[];
}

export interface ExplainedFile {
  readonly file: string;
  readonly bytes: number;
  readonly format: string;
  /** Of text files only. */
  readonly encoding: string | null;
  /** ignored: rubbish of the system or of office programs. */
  readonly outcome: 'read' | 'refused' | 'ignored';
  /** Why nothing of it is read; null: it is. */
  readonly refusal: string | null;
  readonly tables: readonly ExplainedTable[];
}

export interface ExplainedTable {
  readonly sheet: string;
  readonly hidden: boolean;
  /** recognised: it would be loaded. refused: recognised, but not to be used. */
  readonly outcome: 'recognised' | 'refused' | 'unrecognised' | 'ignored';
  readonly dataset: string | null;
  readonly dataset_title: string | null;
  /** Sentences: why it is taken for that, or why for nothing. */
  readonly why: readonly string[];
  /** Titles of required columns that are not there. */
  readonly missing: readonly string[];
  readonly header_rows: readonly [number, number] | null;
  readonly columns: readonly ExplainedColumn[];
  /** Of a month with a column per day. */
  readonly days: { readonly first: string; readonly last: string; readonly count: number } | null;
  readonly facts: readonly StatedFact[];
  readonly rows: RowCounts | null;
  readonly first_rows: readonly UnderstoodRow[];
  readonly notes: readonly string[];
}

export interface ExplainedColumn {
  /** '' where it is no column of the file: the day of a month that was folded into rows. */
  readonly letter: string;
  readonly title: string;
  /** Column of the dataset; null: it is not loaded. */
  readonly column: string | null;
  /** What it means, or why it is not loaded. */
  readonly meaning: string;
  /** Of an unknown title, what it most likely means. */
  readonly likeliest: string | null;
}

/** What a table says about itself as a whole, and where it says so. */
export interface StatedFact {
  readonly what: '学校' | '数据日' | '年级' | '班级' | '统计截止日' | '填报单位';
  readonly value: string;
  readonly from: string;
}

export interface RowCounts {
  readonly read: number;
  readonly loaded: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly rejected: Readonly<Record<string, number>>;
  readonly issues: readonly {
    readonly kind: string;
    readonly column: string | null;
    readonly reason: string;
    readonly rows: number;
    readonly row_numbers: readonly number[];
  }[];
}
