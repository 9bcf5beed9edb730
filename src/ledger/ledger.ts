import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import { type Checkpoint, fileOf, newestCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { type StoredCommit, storedCommits, writeCommit } from './commit-file.ts';
import type { CommitHead, LedgerEvent, RunFacts } from './event.ts';
import { createHistory } from './history.ts';
import { commitsUntil, headOf, type LedgerHead, type LedgerHorizon } from './ledger-head.ts';
import { readEvents, takeEvents } from './state-events.ts';
import { foldCommit } from './state-fold.ts';
import { createRowsView } from './state-relations.ts';
import { StateTables } from './state-tables.ts';

/**
 * The ledger's state as relations of an engine: `ledger_findings`, `ledger_rows` and the others of `stateRelations`. The truth are the event
 * files; a checkpoint spares reading the old ones. Nothing is locked: other processes may read and write at the same time.
 */
export class Ledger {
  readonly #engine: Engine;
  readonly #folder: string;
  readonly #commits: readonly StoredCommit[];
  readonly #tables: StateTables;
  /** SELECTs of which `ledger_rows` consists. */
  readonly #rowSources: string[] = [];
  #heads: readonly CommitHead[] = [];

  private constructor(
    engine: Engine,
    folder: string,
    commits: readonly StoredCommit[],
    checkpoint: Checkpoint | null,
    tables: StateTables,
  ) {
    this.#engine = engine;
    this.#folder = folder;
    this.#commits = commits;
    this.#tables = tables;
    if (checkpoint === null) return;
    this.#heads = commits.slice(0, checkpoint.sequence).map(({ head }) => head);
    this.#rowSources.push(`select * from read_parquet(${literal(fileOf(checkpoint, 'rows'))})`);
  }

  /** Makes the state relations in `engine`, as of now or of an earlier moment. @throws Failure for a damaged ledger or one of a later version. */
  static async open(engine: Engine, ledgerFolder: string, until: LedgerHorizon = {}): Promise<Ledger> {
    const commits = commitsUntil(storedCommits(ledgerFolder), until);
    const checkpoint = newestCheckpoint(ledgerFolder, commits);
    const ledger = new Ledger(engine, ledgerFolder, commits, checkpoint, await StateTables.open(engine, checkpoint));
    for (const commit of commits.slice(checkpoint?.sequence ?? 0)) await ledger.#replay(commit);
    await ledger.#tables.settle();
    await createRowsView(engine, ledger.#rowSources);
    return ledger;
  }

  /** Of the commits that the state relations hold. */
  get head(): LedgerHead {
    return headOf(this.#heads);
  }

  /**
   * Brings the relations to what they would be after this commit, without writing anything. `seen`: relation with the rows of its run
   * (`all_findings`), which must stay while `ledger_rows` is read; without it they are read from the run's folder.
   */
  async apply(head: CommitHead, events: readonly LedgerEvent[], seen?: string): Promise<void> {
    if (head.sequence !== this.head.sequence + 1) throw new Error(`commit ${head.sequence} after ${this.head.sequence}`);
    await takeEvents(this.#engine, events);
    await this.#fold(head, head.run === null ? null : seen === undefined ? this.#keptRows(head.run) : identifier(seen));
    await this.#tables.settle();
    await createRowsView(this.#engine, this.#rowSources);
  }

  /** Writes the commit. @throws BusyFailure when another process committed first: nothing of it took effect. */
  commit(head: CommitHead, events: readonly LedgerEvent[]): void {
    writeCommit(this.#folder, head, events);
  }

  /** Keeps the present relations, so that the next `open` is quick. They must be what the ledger on the disk says. */
  async checkpoint(): Promise<void> {
    const { sequence } = this.head;
    const commit = storedCommits(this.#folder)[sequence - 1];
    if (!commit) return;
    try {
      await writeCheckpoint(this.#engine, this.#folder, commit);
    } catch {
      // The commit stands; without the checkpoint, on a full disk for one, the next reader only takes longer.
    }
  }

  /** Makes `ledger_history` of the events of one finding, or of all that share its base; without a number, of all findings. */
  history(number?: string): Promise<void> {
    return createHistory(this.#engine, this.#commits, number ?? null);
  }

  async #replay(commit: StoredCommit): Promise<void> {
    await readEvents(this.#engine, commit);
    const { run } = commit.head;
    if (run === null) return this.#fold(commit.head, null);
    // A run of format 1 wrote down what it saw: without its folder only the rows are lacking.
    const isLost = commit.format === 1 && !existsSync(this.#fileOfRun(run));
    await this.#fold(commit.head, isLost ? '(select number, null as entity from ledger_observed)' : this.#keptRows(run), isLost);
  }

  async #fold(head: CommitHead, seen: string | null, hasNoRows = false): Promise<void> {
    await foldCommit(this.#engine, this.#tables, head, seen);
    this.#heads = [...this.#heads, head];
    if (head.run !== null && !hasNoRows) this.#rowSources.push(`select *, ${literal(head.run.run)} as last_run from ${seen}`);
  }

  #keptRows(run: RunFacts): string {
    const file = this.#fileOfRun(run);
    if (!existsSync(file)) throw new Failure(`找不到运行 ${run.run} 的记录（${file}），台账读不全。请从备份恢复 ledger/runs 文件夹。`);
    return `read_parquet(${literal(file)})`;
  }

  #fileOfRun({ folder }: RunFacts): string {
    return join(this.#folder, 'runs', folder, 'all_findings.parquet');
  }
}
