import type { Audience } from '../privacy/rules.ts';

/** One row of a query's result. Values are string, number, boolean or null; dates are 'YYYY-MM-DD' strings. */
export type Row = Readonly<Record<string, unknown>>;

/** Where a report's rows come from. The query engine satisfies it. */
export interface Rows {
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** The same rows, some thousand at a time, so that those of a long table are never held all at once. */
  pieces?(sql: string): AsyncIterable<readonly Row[]>;
}

/** What a report is rendered from, and for whom. */
export interface ReportContext {
  /** The report's folder: report.yaml and its queries. */
  readonly reportDir: string;
  readonly source: Rows;
  readonly audience: Audience;
  /** True only for an authorised county copy: numbers are then shown in full. */
  readonly unmasked: boolean;
  /** The approval (批准文号) of an authorised copy. */
  readonly approval: string | undefined;
}
