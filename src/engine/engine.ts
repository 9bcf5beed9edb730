/** A value as SQL results and parameters carry it. Dates are 'YYYY-MM-DD' strings. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export type Row = Readonly<Record<string, Value>>;

export type Parameters = Readonly<Record<string, string | number | boolean | null>>;

/** What runs SQL. The embedded engine is DuckDB; checks and marts keep to the SQL that a Trino cluster understands too. */
export interface Engine {
  /** Runs one statement. Parameters are named: `$as_of`. */
  run(sql: string, parameters?: Parameters): Promise<void>;
  /** Runs one query and returns all of its rows. */
  rows(sql: string, parameters?: Parameters): Promise<Row[]>;
  close(): void;
}
