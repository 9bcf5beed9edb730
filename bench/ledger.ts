import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ledgerSize } from './ledger-week.ts';
import { type Measurement, median } from './measurement.ts';

const script = fileURLToPath(new URL('./ledger-phase.ts', import.meta.url));

const said = <T>(...args: readonly string[]): T =>
  JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' })) as T;

/** Reconciling, committing and opening a large ledger; each measurement in a process of its own. */
export function benchLedger(folder: string, runs: number): void {
  const { findings, schools, weeks, turnover } = ledgerSize;
  console.log(
    `The ledger: ${findings} open findings of ${schools} schools, ${weeks} weeks, ${turnover * 100} % mended and as many new each week`,
  );
  const first = said<Record<string, number>>('fill', folder, '1', '1');
  printTimes('week 1, all new', first);
  const opened = measure(folder, runs, 'open');
  const ratios: number[] = [];
  const limits: Measurement[] = [];
  const own: Measurement[] = [];
  for (let run = 0; run < runs; run += 1) {
    own.push(said('reconcile', folder, '2'));
    limits.push(said('reconcile-raw', folder));
    ratios.push(own.at(-1)!.milliseconds / limits.at(-1)!.milliseconds);
  }
  print('reconcile week 2', own);
  print('    its SQL alone', limits);
  printRatio('reconcile / its SQL', median(ratios), 2);
  printTimes(`weeks 2 to ${weeks}, each`, said('fill', folder, '2', String(weeks)));
  const later = measure(folder, runs, 'open');
  print('open after week 1', opened);
  print(`open after week ${weeks}`, later);
  printRatio(`open, week ${weeks} / week 1`, timeOf(later) / timeOf(opened), 2);
}

const measure = (folder: string, runs: number, phase: string): readonly Measurement[] =>
  Array.from({ length: runs }, () => said<Measurement>(phase, folder));

const timeOf = (measurements: readonly Measurement[]): number => median(measurements.map(({ milliseconds }) => milliseconds));

function print(name: string, measurements: readonly Measurement[]): void {
  const peak = Math.max(...measurements.map(({ megabytes }) => megabytes));
  const seconds = (timeOf(measurements) / 1000).toFixed(2);
  console.log(
    `${name.padEnd(28)}${seconds.padStart(8)} s ${String(peak).padStart(6)} MB ${String(measurements[0]!.rows).padStart(9)} rows`,
  );
}

function printTimes(name: string, times: Readonly<Record<string, number>>): void {
  const parts = Object.entries(times).map(([part, milliseconds]) => `${part} ${(milliseconds / 1000).toFixed(2)} s`);
  console.log(`${name.padEnd(28)}${parts.join(', ')}`);
}

function printRatio(name: string, ratio: number, goal: number): void {
  console.log(`${name.padEnd(28)}${ratio.toFixed(2).padStart(8)} ${ratio <= goal ? 'met' : 'MISSED'} (≤ ${goal})\n`);
}
