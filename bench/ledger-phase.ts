// One measurement in a process of its own: node --import tsx bench/ledger-phase.ts PHASE FOLDER [FROM TO]. Prints one line of JSON.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DuckDbEngine } from '../src/engine/duckdb.ts';
import type { Engine } from '../src/engine/engine.ts';
import { parquetOptions } from '../src/engine/parquet.ts';
import { literal } from '../src/engine/sql-text.ts';
import { AliasKey } from '../src/ledger/alias.ts';
import { type CommitHead, type LedgerEvent, ledgerFormat } from '../src/ledger/event.ts';
import { Ledger } from '../src/ledger/ledger.ts';
import { reconcile } from '../src/ledger/reconcile.ts';
import { createFindings, createWeek, dayOf } from './ledger-week.ts';
import { report, timed } from './measurement.ts';
import { RecordingEngine } from './recording.ts';

const [phase, folder, from, to] = process.argv.slice(2) as [string, string, string?, string?];
const ledgerFolder = join(folder, 'ledger');
const statementsFile = join(folder, 'statements.json');

function headOf(week: number, events: readonly LedgerEvent[]): CommitHead {
  const day = dayOf(week);
  const run = `${day}-1`;
  const times = { started_at: `${day} 08:00:00`, finished_at: `${day} 08:01:00` };
  const marks = { lake: '', policy: '', manifests: '', packs: {}, settings: '', program: '', slot: null };
  return {
    format: ledgerFormat,
    sequence: week,
    kind: 'run',
    at: times.started_at,
    by: 'bench',
    events: events.length,
    run: { run, folder: run, pipeline: 'weekly-inspection', as_of: day, phases: [], checks: [], ...times, ...marks },
  };
}

const spent: Record<string, number> = {};
async function measured<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const start = performance.now();
  const result = await work();
  spent[name] = (spent[name] ?? 0) + performance.now() - start;
  return result;
}

/** One week into the ledger, as a run does it. */
async function commitWeek(engine: Engine, week: number): Promise<void> {
  await createWeek(engine, week);
  mkdirSync(ledgerFolder, { recursive: true });
  const ledger = await measured('open', () => Ledger.open(engine, ledgerFolder));
  const events = await measured('reconcile', () => reconcile(engine, { asOf: dayOf(week), key: AliasKey.open(ledgerFolder) }));
  await createFindings(engine);
  const head = headOf(week, events);
  await measured('apply', () => ledger.apply(head, events, 'all_findings'));
  const runFolder = join(ledgerFolder, 'runs', head.run!.folder);
  mkdirSync(runFolder, { recursive: true });
  await engine.run(`copy all_findings to ${literal(join(runFolder, 'all_findings.parquet'))} (${parquetOptions})`);
  await measured('commit', () => ledger.commit(head, events));
  await measured('checkpoint', () => ledger.checkpoint());
}

const phases: Readonly<Record<string, () => Promise<void>>> = {
  async fill() {
    for (let week = Number(from); week <= Number(to); week += 1) {
      const engine = await DuckDbEngine.open();
      await commitWeek(engine, week);
      engine.close();
    }
    const weeks = Number(to) - Number(from) + 1;
    console.log(JSON.stringify(Object.fromEntries(Object.entries(spent).map(([name, time]) => [name, Math.round(time / weeks)]))));
  },

  /** From nothing to the state of the ledger in an engine, and every open finding's row read once. */
  async open() {
    const engine = await DuckDbEngine.open();
    await timed(async () => {
      await Ledger.open(engine, ledgerFolder);
      const [row] = await engine.rows(`select count(r.number) as rows from ledger_findings f join ledger_rows r on r.number = f.number
        where f.status not in ('closed', 'ended')`);
      return Number(row?.rows);
    });
    engine.close();
  },

  /** The product's reconcile of the week `from`, all JavaScript included; nothing is written. */
  async reconcile() {
    const engine = new RecordingEngine(await DuckDbEngine.open(), folder);
    const week = Number(from);
    await createWeek(engine, week);
    await Ledger.open(engine, ledgerFolder);
    const first = engine.statements.length;
    await timed(async () => (await reconcile(engine, { asOf: dayOf(week), key: AliasKey.open(ledgerFolder) })).length);
    writeFileSync(statementsFile, JSON.stringify({ statements: engine.statements, first }));
  },

  /** The limit: the same statements through the bare client. */
  async 'reconcile-raw'() {
    const connection = await (await DuckDBInstance.create(':memory:', { preserve_insertion_order: 'false' })).connect();
    const { statements, first } = JSON.parse(readFileSync(statementsFile, 'utf8')) as {
      statements: { sql: string; kind: string }[];
      first: number;
    };
    for (const { sql } of statements.slice(0, first)) await connection.run(sql);
    const start = performance.now();
    for (const { sql, kind } of statements.slice(first)) {
      if (kind === 'rows') await connection.runAndReadAll(sql);
      else await connection.run(sql);
    }
    report({ milliseconds: Math.round(performance.now() - start), processor: 0, rows: statements.length - first });
  },
};

const work = phases[phase];
if (!work) throw new Error(`no phase ${phase}`);
await work();
