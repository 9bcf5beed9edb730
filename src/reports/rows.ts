/** One row of a query's result. Values are string, number, boolean or null; dates are 'YYYY-MM-DD' strings. */
export type Row = Readonly<Record<string, unknown>>;

/** Where a report's rows come from. The query engine satisfies it. */
export interface Rows {
  rows(sql: string): Promise<Record<string, unknown>[]>;
}

/** What a report is rendered from, and for whom. */
export interface ReportContext {
  /** The report's folder: report.yaml and its queries. */
  readonly reportDir: string;
  readonly source: Rows;
  /** True only for an authorised county copy: numbers are then shown in full. */
  readonly unmasked: boolean;
}
