import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { type Checkpoint, fileOf } from './checkpoint.ts';
import { definitionsOf, type StateRelation, stateNames, stateRelations } from './state-relations.ts';

/** An engine's in-memory database that is compressed: a hundred thousand findings take a sixth of the room, beside a run that needs it. */
const database = 'ledger_state';

/** To these rows are only added: those of a checkpoint stay where they lie. */
const growing: ReadonlySet<StateRelation> = new Set(['subjects', 'aliases', 'school_codes', 'groups']);

/** The table behind a relation, for statements that change it. */
export const tableOf = (name: StateRelation): string => `${database}.ledger_${name}`;

/** The relations `ledger_<name>` of an engine: of a checkpoint they are read where it lies, until something changes them. */
export class StateTables {
  readonly #engine: Engine;
  readonly #checkpoint: Checkpoint | null;
  readonly #owned = new Set<StateRelation>();

  private constructor(engine: Engine, checkpoint: Checkpoint | null) {
    this.#engine = engine;
    this.#checkpoint = checkpoint;
  }

  static async open(engine: Engine, checkpoint: Checkpoint | null): Promise<StateTables> {
    await engine.run(`detach database if exists ${database}`);
    await engine.run(`attach ':memory:' as ${database} (compress)`);
    const tables = new StateTables(engine, checkpoint);
    for (const name of stateNames) {
      if (checkpoint === null) await tables.own([name]);
      else await engine.run(`create or replace view ledger_${name} as ${tables.#kept(name)}`);
    }
    return tables;
  }

  /** Makes tables of relations that are going to be changed. */
  async own(names: readonly StateRelation[]): Promise<void> {
    for (const name of names) {
      if (this.#owned.has(name)) continue;
      await this.#engine.run(`create table ${tableOf(name)} (${definitionsOf(stateRelations[name])})`);
      const kept = this.#kept(name);
      const isAdded = kept !== null && growing.has(name);
      if (kept !== null && !isAdded) await this.#engine.run(`insert into ${tableOf(name)} ${kept}`);
      await this.#engine.run(
        `create or replace view ledger_${name} as ${isAdded ? `${kept} union all ` : ''}select * from ${tableOf(name)}`,
      );
      this.#owned.add(name);
    }
  }

  #kept(name: StateRelation): string | null {
    return this.#checkpoint === null ? null : `select * from read_parquet(${literal(fileOf(this.#checkpoint, name))})`;
  }

  /** Compresses what was changed. */
  async settle(): Promise<void> {
    if (this.#owned.size > 0) await this.#engine.run(`checkpoint ${database}`);
  }
}
