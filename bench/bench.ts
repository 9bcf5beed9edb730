// npm run bench [-- PUPILS ABSENCES RUNS] [--only startup|reading|checking|whole|ledger|packages] [--peers PYTHON]: time and peak memory of each phase, and its ratio to the raw limit of the same run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchLedger } from './ledger.ts';
import { type Measurement, median } from './measurement.ts';
import { benchPapers } from './papers.ts';
import { benchReading } from './reading.ts';
import { benchStartup } from './startup.ts';
import { benchWhole } from './whole.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, peers: { type: 'string' } },
});
const [pupils = 200_000, absences = 2_000_000, runs = 3] = positionals.map(Number);
const folder = mkdtempSync(join(tmpdir(), 'heji-bench-'));

function measure(phase: string): Measurement {
  const script = fileURLToPath(new URL('./phase.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script, phase, folder], { encoding: 'utf8' })) as Measurement;
}

/** The two in turn, so that a machine that slows down slows both; the ratio is of neighbours. */
function pair(phase: string, raw: string, before: () => void): void {
  const ratios: number[] = [];
  const own: Measurement[] = [];
  const limits: Measurement[] = [];
  for (let run = 0; run < runs; run++) {
    before();
    const product = measure(phase);
    const limit = measure(raw);
    own.push(product);
    limits.push(limit);
    ratios.push(product.milliseconds / limit.milliseconds);
  }
  print(phase, own);
  print(raw, limits);
  console.log(`${''.padEnd(14)}ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})\n`);
}

function print(phase: string, measurements: readonly Measurement[]): void {
  const seconds = median(measurements.map((measurement) => measurement.milliseconds)) / 1000;
  const peak = Math.max(...measurements.map((measurement) => measurement.megabytes));
  console.log(
    `${phase.padEnd(14)}${seconds.toFixed(2).padStart(8)} s ${String(peak).padStart(6)} MB ${String(measurements[0]!.rows).padStart(9)} rows`,
  );
}

/** Import, checks and a whole run over a county's csv files. */
function benchChecking(): void {
  // In a process of its own: a child's peak begins with what its parent had.
  const write = fileURLToPath(new URL('./write-county-files.ts', import.meta.url));
  execFileSync(process.execPath, ['--import', 'tsx', write, join(folder, 'files'), String(pupils), String(absences)]);
  const files = readdirSync(join(folder, 'files'));
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, 'files', file)).size, 0);
  console.log(
    `${pupils} pupils, ${absences} absence rows, ${(bytes / 1e6).toFixed(0)} MB of csv; median of ${runs} runs, each phase in a process of its own\n`,
  );
  pair('import', 'import-raw', () => rmSync(join(folder, 'workspace'), { recursive: true, force: true }));
  pair('checks', 'checks-raw', () => {});
  print('run', [measure('run')]);
}

const isAsked = (part: string): boolean => values.only === undefined || values.only === part;
const peers = values.peers ?? null;

try {
  if (isAsked('startup')) benchStartup();
  if (isAsked('reading')) benchReading(join(folder, 'reading'), pupils, runs, peers);
  if (isAsked('checking')) benchChecking();
  if (isAsked('ledger')) benchLedger(join(folder, 'ledger'), runs);
  if (isAsked('packages')) benchPapers(join(folder, 'papers'), runs);
  if (isAsked('whole')) benchWhole(join(folder, 'whole'), pupils, absences, runs, peers);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
