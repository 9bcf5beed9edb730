import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measurement, median } from './measurement.ts';
import { measurePeer, peersOf } from './peers.ts';
import { readingSets } from './reading-sets.ts';

const goal = 2.5;
const goalMegabytes = 400;

function measure(folder: string, phase: string, set: string): Measurement {
  const script = fileURLToPath(new URL('./reading-phase.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script, phase, set, folder], { encoding: 'utf8' })) as Measurement;
}

/**
 * Reads the same pupils in every form. The limit is what no reader can do without: unpacking the sheet, and DuckDB writing the canonical
 * text to Parquet; all phases take turns, so that a machine that slows down slows all, and ratios are of the same turn.
 */
export function benchReading(folder: string, pupils: number, runs: number, python: string | null): void {
  // In a process of its own: a child's peak begins with what its parent had.
  execFileSync(process.execPath, [
    '--import',
    'tsx',
    fileURLToPath(new URL('./write-reading-files.ts', import.meta.url)),
    folder,
    String(pupils),
  ]);
  measure(folder, 'canonical', 'one-xlsx');
  const workbook = join(folder, 'one-xlsx', '学生.xlsx');
  const peers = python === null ? [] : peersOf(python);
  const phases = readingSets.flatMap((set) => ['transcode', 'typed', 'import'].map((phase) => ({ phase, set })));
  const limits: number[] = [];
  const measured = new Map<string, Measurement[]>();
  const keep = (name: string, measurement: Measurement): unknown => measured.set(name, [...(measured.get(name) ?? []), measurement]);
  for (let run = 0; run < runs; run++) {
    const inflate = measure(folder, 'inflate', 'one-xlsx');
    const csv = measure(folder, 'csv-limit', 'one-xlsx');
    keep('limit: inflate', inflate);
    keep('limit: csv to Parquet', csv);
    limits.push(inflate.milliseconds + csv.milliseconds);
    for (const { phase, set } of phases) keep(`${set} ${phase}`, measure(folder, phase, set));
    for (const tool of peers) keep(`peer: ${tool}`, measurePeer(python!, tool, workbook));
  }
  console.log(
    `Reading ${pupils} pupils in 40 columns; ratio to the limit (unpacking the sheet and csv to Parquet), goal ${goal} for one-xlsx typed`,
  );
  console.log(
    `${'phase'.padEnd(24)}${'s'.padStart(8)}${'MB'.padStart(7)}${'cores'.padStart(7)}${'ratio'.padStart(8)}${'rows'.padStart(10)}`,
  );
  for (const [name, measurements] of measured) console.log(line(name, measurements, limits));
  const typed = measured.get('one-xlsx typed')!;
  const ratio = median(ratios(typed, limits));
  const peak = Math.max(...typed.map(({ megabytes }) => megabytes));
  console.log(
    `\none-xlsx typed: ratio ${ratio.toFixed(2)} ${verdict(ratio <= goal)} (≤ ${goal}), peak ${peak} MB ${verdict(peak <= goalMegabytes)} (≤ ${goalMegabytes} MB)\n`,
  );
}

const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');

const ratios = (measurements: readonly Measurement[], limits: readonly number[]): number[] =>
  measurements.map(({ milliseconds }, run) => milliseconds / limits[run]!);

function line(name: string, measurements: readonly Measurement[], limits: readonly number[]): string {
  const seconds = median(measurements.map(({ milliseconds }) => milliseconds)) / 1000;
  const cores = median(measurements.map(({ processor, milliseconds }) => processor / milliseconds));
  const peak = Math.max(...measurements.map(({ megabytes }) => megabytes));
  const shownCores = cores === 0 ? '' : cores.toFixed(2);
  const shownRatio = median(ratios(measurements, limits)).toFixed(2);
  return `${name.padEnd(24)}${seconds.toFixed(2).padStart(8)}${String(peak).padStart(7)}${shownCores.padStart(7)}${shownRatio.padStart(8)}${String(measurements[0]!.rows).padStart(10)}`;
}
