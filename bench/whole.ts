import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Workspace } from '../src/workspace/workspace.ts';
import { median } from './measurement.ts';
import { assertSameRows, type FoundRows } from './same-rows.ts';

/** The registry as one workbook, and as one for each of 200 places. */
const sets = ['one-xlsx', 'many-xlsx'] as const;

const goalMegabytes = 600;

/** One whole process: what it took from its start to its end, and what it says of itself. */
interface Job {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly rows: number;
  readonly phases: readonly { readonly name: string; readonly milliseconds: number; readonly megabytes: number }[];
  readonly workbook?: string;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Both sides are started alike: a process of its own, whose start counts. */
function started(program: string, args: readonly string[]): Job {
  const start = performance.now();
  const said = execFileSync(program, args, { encoding: 'utf8' });
  return { milliseconds: performance.now() - start, ...(JSON.parse(said) as Omit<Job, 'milliseconds'>) };
}

/** A new county, the drop in its inbox. */
function newWorkspace(folder: string, set: string): string {
  const home = join(folder, 'county');
  rmSync(home, { recursive: true, force: true });
  const { inbox } = Workspace.create(home, '230123', '依兰县', 'heilongjiang-2020');
  mkdirSync(inbox, { recursive: true });
  for (const part of ['tables', set]) cpSync(join(folder, part), inbox, { recursive: true });
  return home;
}

function product(folder: string, set: string, scope: 'four' | 'all'): Job {
  return started(process.execPath, [script('./whole-job.mjs'), newWorkspace(folder, set), scope, rowsFile(folder, 'product', set)]);
}

const peer = (python: string, folder: string, set: string): Job =>
  started(python, [
    script('./peers/whole_job.py'),
    join(folder, set),
    join(folder, 'tables'),
    join(folder, 'peer.xlsx'),
    rowsFile(folder, 'peer', set),
  ]);

const rowsFile = (folder: string, side: string, set: string): string => join(folder, `${side}-${set}.json`);

const rowsOf = (file: string): FoundRows => JSON.parse(readFileSync(file, 'utf8')) as FoundRows;

/**
 * The whole job, from a drop in the inbox to the workbook: all checks, and the four main ones as like with like beside what an office could
 * write with other tools over the same files. All take turns. What both find must be the same, row by row.
 * @throws when it is not
 */
export function benchWhole(folder: string, pupils: number, absences: number, runs: number, python: string | null): void {
  execFileSync(process.execPath, ['--import', 'tsx', script('./write-whole-files.ts'), folder, String(pupils), String(absences)]);
  const bytes = (part: string): number =>
    readdirSync(join(folder, part)).reduce((sum, file) => sum + statSync(join(folder, part, file)).size, 0);
  const sizes = [...sets, 'tables'].map((part) => `${part} ${(bytes(part) / 1e6).toFixed(0)} MB`);
  console.log(`The whole job: ${pupils} pupils × 25 as xlsx, ${absences} absence rows and ten other tables as csv (${sizes.join(', ')})`);
  console.log(`${'whole processes'.padEnd(34)}${'s'.padStart(8)}${'MB'.padStart(7)}${'rows'.padStart(9)}`);
  for (const set of sets) {
    const jobs: Record<'all' | 'four' | 'peer', Job[]> = { all: [], four: [], peer: [] };
    for (let run = 0; run < runs; run += 1) {
      jobs.all.push(product(folder, set, 'all'));
      jobs.four.push(product(folder, set, 'four'));
      if (python === null) continue;
      jobs.peer.push(peer(python, folder, set));
      assertSameRows(rowsOf(rowsFile(folder, 'product', set)), rowsOf(rowsFile(folder, 'peer', set)));
    }
    print(`${set} heji, all checks`, jobs.all);
    print(`${set} heji, four checks`, jobs.four);
    if (jobs.peer.length > 0) print(`${set} polars, four checks`, jobs.peer);
    printPhases(jobs.all);
    printWorkbookRatio(jobs.all.at(-1)!);
    printVerdict(set, jobs);
  }
}

function print(name: string, jobs: readonly Job[]): void {
  const seconds = median(jobs.map(({ milliseconds }) => milliseconds)) / 1000;
  console.log(`${name.padEnd(34)}${seconds.toFixed(2).padStart(8)}${String(peakOf(jobs)).padStart(7)}${String(jobs[0]!.rows).padStart(9)}`);
}

const peakOf = (jobs: readonly Job[]): number => Math.max(...jobs.map(({ megabytes }) => megabytes));

function printPhases(jobs: readonly Job[]): void {
  for (const { name } of jobs[0]!.phases) {
    const of = jobs.map(({ phases }) => phases.find((phase) => phase.name === name)!);
    const seconds = median(of.map(({ milliseconds }) => milliseconds)) / 1000;
    const megabytes = Math.max(...of.map((phase) => phase.megabytes));
    console.log(`${`    ${name}`.padEnd(34)}${seconds.toFixed(2).padStart(8)}${String(megabytes).padStart(7)}`);
  }
}

/** Reports against the bare library, which writes the same values into the same sheets without styles, charts and print set-up. */
function printWorkbookRatio({ workbook, phases }: Job): void {
  const own = phases.find(({ name }) => name === 'reports')?.milliseconds;
  if (workbook === undefined || own === undefined) return;
  const raw = JSON.parse(execFileSync(process.execPath, [script('./workbook-raw.mjs'), workbook], { encoding: 'utf8' })) as Omit<
    Job,
    'phases'
  >;
  const seconds = (raw.milliseconds / 1000).toFixed(2);
  console.log(`${'    limit: bare workbook'.padEnd(34)}${seconds.padStart(8)}${''.padStart(7)}${String(raw.rows).padStart(9)}`);
  console.log(`${'    reports / limit'.padEnd(34)}${(own / raw.milliseconds).toFixed(2).padStart(8)}`);
}

function printVerdict(set: string, jobs: Readonly<Record<'all' | 'four' | 'peer', readonly Job[]>>): void {
  const peak = peakOf(jobs.all);
  console.log(`${set}: peak ${peak} MB ${verdict(peak <= goalMegabytes)} (≤ ${goalMegabytes} MB)`);
  if (jobs.peer.length === 0) return;
  // Neighbours of the same turn, so that a machine that slows down slows both.
  const ratio = median(jobs.four.map(({ milliseconds }, run) => milliseconds / jobs.peer[run]!.milliseconds));
  console.log(`${set}: four checks ${ratio.toFixed(2)} × polars ${verdict(ratio < 1)} (< 1), the same rows found\n`);
}

const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');
