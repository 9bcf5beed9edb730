import { DuckDbEngine } from '../engine/duckdb.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { LedgerExtent } from './backup-list.ts';

/** How much a ledger holds, counted by opening it. @throws Failure when it is damaged. */
export async function ledgerExtent(ledgerFolder: string): Promise<LedgerExtent> {
  const engine = await DuckDbEngine.open();
  try {
    const { head } = await Ledger.open(engine, ledgerFolder);
    const [row] = await engine.rows('select count(*) as findings from ledger_findings');
    return { sequence: head.sequence, runs: head.runs.length, last_run: head.runs.at(-1)?.run ?? null, findings: Number(row?.findings) };
  } finally {
    engine.close();
  }
}

/** Whether two ledgers hold as much. */
export const isSameExtent = (a: LedgerExtent, b: LedgerExtent): boolean =>
  a.sequence === b.sequence && a.runs === b.runs && a.last_run === b.last_run && a.findings === b.findings;

export const extentText = ({ runs, last_run, findings }: LedgerExtent): string =>
  last_run === null ? '还没有运行过' : `运行 ${runs} 次，最近一次 ${last_run}，问题 ${findings} 条`;
