import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { LedgerHead } from '../ledger/ledger-head.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type AnsweredFinding, readAnsweredFindings } from './answered-finding.ts';

/** Works with the ledger's present state in an engine of its own. */
export async function withLedger<T>(workspace: Workspace, work: (engine: Engine, head: LedgerHead) => Promise<T>): Promise<T> {
  const engine = await DuckDbEngine.open();
  try {
    const { head } = await Ledger.open(engine, workspace.path('ledger'));
    return await work(engine, head);
  } finally {
    engine.close();
  }
}

/** Findings by what somebody calls them: their number, the number of an answer to them, or the number that the records of a group share. */
export async function findingsCalled(engine: Engine, names: readonly string[]): Promise<ReadonlyMap<string, readonly AnsweredFinding[]>> {
  await createTableFromRows(
    engine,
    'called_names',
    { name: 'varchar' },
    [...new Set(names)].map((name) => ({ name })),
  );
  await engine.run(`create or replace table called_numbers as
    select c.name, f.number from called_names c join ledger_findings f on f.number = c.name
    union select c.name, r.number from called_names c join ledger_replies r on r.reply = c.name
    union select c.name, f.number from called_names c join ledger_findings f on f.base = c.name`);
  await engine.run('create or replace table answered_numbers as select distinct number from called_numbers');
  const findings = await readAnsweredFindings(engine);
  const called = new Map<string, AnsweredFinding[]>();
  for (const { name, number } of await engine.rows('select name, number from called_numbers order by name, number')) {
    const list = called.get(String(name)) ?? [];
    list.push(findings.get(String(number))!);
    called.set(String(name), list);
  }
  return called;
}
