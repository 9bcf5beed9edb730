import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, Row } from '../../src/engine/engine.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { writeCommit } from '../../src/ledger/commit-file.ts';
import { type CommitHead, type LedgerEvent, ledgerFormat, type RunFacts } from '../../src/ledger/event.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { rowColumns } from '../../src/ledger/row-columns.ts';
import { stateNames } from '../../src/ledger/state-relations.ts';

export const newLedgerFolder = (): string => mkdtempSync(join(tmpdir(), 'heji-ledger-'));

export const runFacts = (run: string, asOf: string): RunFacts => ({
  run,
  folder: `${run}-0`,
  pipeline: 'weekly-inspection',
  as_of: asOf,
  started_at: `${asOf} 08:00:00`,
  finished_at: `${asOf} 08:01:00`,
  lake: '000001',
  policy: 'henan-2022',
  phases: [],
  checks: [],
  manifests: '',
  packs: {},
  settings: '',
  program: '',
  slot: null,
});

export const runHead = (sequence: number, run: string, asOf: string): CommitHead => ({
  format: ledgerFormat,
  sequence,
  kind: 'run',
  at: `${asOf} 08:01:00`,
  by: '陈老师',
  events: 0,
  run: runFacts(run, asOf),
});

/** Writes what a run kept of the findings with these numbers. `more`: further columns of `all_findings`. */
export async function keepRows(
  engine: Engine,
  ledgerFolder: string,
  run: string,
  numbers: readonly string[],
  more: object = {},
): Promise<void> {
  const folder = join(ledgerFolder, 'runs', `${run}-0`);
  mkdirSync(folder, { recursive: true });
  const { last_run: _, ...columns } = rowColumns;
  const rows = numbers.map((number) => ({ number, entity: 'student', name: `姓名${number}`, message: `${run} 查出`, ...more }));
  await createTableFromRows(engine, 'kept_rows', columns, rows);
  await engine.run(`copy kept_rows to ${literal(join(folder, 'all_findings.parquet'))} (format parquet)`);
}

/** Commits a run of a day that saw `numbers`. */
export async function commitRun(
  engine: Engine,
  ledgerFolder: string,
  asOf: string,
  events: readonly LedgerEvent[],
  numbers: readonly string[],
): Promise<CommitHead> {
  const { sequence, runs } = readHead(ledgerFolder);
  const run = `${asOf}-${runs.filter((event) => event.as_of === asOf).length + 1}`;
  await keepRows(engine, ledgerFolder, run, numbers);
  return writeCommit(ledgerFolder, runHead(sequence + 1, run, asOf), events);
}

export const opened = (number: string, more: Partial<LedgerEvent & { type: 'opened' }> = {}): LedgerEvent => ({
  type: 'opened',
  number,
  fingerprint: `f-${number}`,
  check: 'id-checksum',
  subject: `S-${number}`,
  occurrence: null,
  group: null,
  ...more,
});

/** A school's answer, with a proof that says nothing. */
export const replied = (reply: string, number: string, more: Partial<LedgerEvent & { type: 'reply' }> = {}): LedgerEvent => ({
  type: 'reply',
  reply,
  number,
  school: '2230100001',
  action: 'evidence',
  situation: '已核对',
  proof: null,
  responsible: null,
  done_on: null,
  run: '2026-11-16-1',
  material: 'm',
  file: '整改台账.xlsx',
  sha256: 'a',
  row: 5,
  ...more,
});

export const subject = (name: string, ...aliases: string[]): LedgerEvent => ({ type: 'subject', subject: name, kind: 'student', aliases });

export const changed = (
  from: (LedgerEvent & { type: 'status' })['from'],
  to: (LedgerEvent & { type: 'status' })['to'],
  why: (LedgerEvent & { type: 'status' })['why'],
  ...numbers: string[]
): LedgerEvent => ({ type: 'status', from, to, mark: null, why, detail: null, numbers });

/** Every relation of the state, in one order. */
export async function wholeState(engine: Engine): Promise<Record<string, readonly Row[]>> {
  const state: Record<string, readonly Row[]> = {};
  for (const name of [...stateNames, 'rows']) state[name] = await engine.rows(`select * from ledger_${name} order by all`);
  return state;
}
