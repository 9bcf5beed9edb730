import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measurement, median } from './measurement.ts';

const [schools, pupils] = [200, 500];
const workbookMegabytes = 512;

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What leaves after a run with 100,000 findings: the county workbook beside the bare library, and the packages of 200 schools. */
export function benchPapers(folder: string, runs: number): void {
  const write = ['--import', 'tsx', script('./write-school-files.ts'), join(folder, 'files'), String(schools), String(pupils)];
  execFileSync(process.execPath, write);
  console.log(`Papers: ${schools} schools with ${pupils} findings each`);
  print('run without papers', [measure(folder, 'run')]);
  const [county, raw] = inTurn(folder, runs, 'county', 'county-raw');
  const peak = Math.max(...county.map(({ megabytes }) => megabytes));
  print('county workbook', county);
  print('    limit: bare library', raw);
  printRatio('county workbook / limit', ratioOf(county, raw), 1.5);
  console.log(`${'county workbook, peak'.padEnd(28)}${peak} MB ${peak <= workbookMegabytes ? 'met' : 'MISSED'} (≤ ${workbookMegabytes})\n`);
  const [all, one] = inTurn(folder, runs, 'packages-all', 'packages-1');
  print('packages, one thread', one);
  print('packages, all cores', all);
  const used = median(all.map(({ processor, milliseconds }) => processor / milliseconds));
  console.log(
    `${'cores used'.padEnd(28)}${used.toFixed(2)} of ${availableParallelism()}, ${(1 / ratioOf(all, one)).toFixed(2)} × as fast as one thread\n`,
  );
}

/** The two in turn, so that a machine that slows down slows both. */
function inTurn(folder: string, runs: number, ...phases: readonly [string, string]): [Measurement[], Measurement[]] {
  const measured: [Measurement[], Measurement[]] = [[], []];
  for (let run = 0; run < runs; run += 1) for (const [index, phase] of phases.entries()) measured[index]!.push(measure(folder, phase));
  return measured;
}

const measure = (folder: string, phase: string): Measurement =>
  JSON.parse(execFileSync(process.execPath, [script('./papers-phase.mjs'), phase, folder], { encoding: 'utf8' })) as Measurement;

/** Of neighbours. */
const ratioOf = (own: readonly Measurement[], limits: readonly Measurement[]): number =>
  median(own.map(({ milliseconds }, run) => milliseconds / limits[run]!.milliseconds));

function print(name: string, measurements: readonly Measurement[]): void {
  const seconds = (median(measurements.map(({ milliseconds }) => milliseconds)) / 1000).toFixed(2);
  const peak = Math.max(...measurements.map(({ megabytes }) => megabytes));
  console.log(
    `${name.padEnd(28)}${seconds.padStart(8)} s ${String(peak).padStart(6)} MB ${String(measurements[0]!.rows).padStart(9)} rows`,
  );
}

function printRatio(name: string, ratio: number, goal: number): void {
  console.log(`${name.padEnd(28)}${ratio.toFixed(2).padStart(8)} ${ratio <= goal ? 'met' : 'MISSED'} (≤ ${goal})`);
}
