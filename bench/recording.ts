import type { Engine, Parameters, Row } from '../src/engine/engine.ts';

/** Passes statements on and remembers them, so that the very same SQL can be run with nothing around it. */
export class RecordingEngine implements Engine {
  readonly #engine: Engine;
  readonly #folder: string;
  readonly statements: { sql: string; kind: 'run' | 'rows' }[] = [];

  /** `folder` keeps rows that came from the program and not from a file of the lake. */
  constructor(engine: Engine, folder: string) {
    this.#engine = engine;
    this.#folder = folder;
  }

  async run(sql: string, parameters?: Parameters): Promise<void> {
    await this.#engine.run(sql, parameters);
    const table = /^insert into "(\w+)" select \* from read_json\(/.exec(sql)?.[1];
    if (table === undefined) {
      this.statements.push({ sql, kind: 'run' });
      return;
    }
    const copy = `${this.#folder}/${table}.rows.parquet`;
    await this.#engine.run(`copy "${table}" to '${copy}' (format parquet)`);
    this.statements.push({ sql: `insert into "${table}" select * from read_parquet('${copy}')`, kind: 'run' });
  }

  rows(sql: string, parameters?: Parameters): Promise<Row[]> {
    this.statements.push({ sql, kind: 'rows' });
    return this.#engine.rows(sql, parameters);
  }

  close(): void {
    this.#engine.close();
  }
}
