import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { Failure } from '../failure.ts';
import { appendAccess, chainHead } from '../privacy/access-log.ts';
import { printedHeadLength } from '../reports/render.ts';
import { saveFile } from '../reports/save.ts';
import { schoolFileName } from '../returns/slip-name.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createPackageContext, packageData } from './package-data.ts';
import { writePackages } from './package-pool.ts';
import type { PackageJob, SchoolPackage } from './school-package.ts';
import { type ZipPart, zipStream } from './zip.ts';

export interface PackageOptions {
  /** 'YYYY-MM-DD HH:MM:SS', of the access log. */
  readonly now: string;
  readonly onProgress: (text: string) => void;
  /** Only these schools; 全部学校.zip is then left as it is. */
  readonly schoolCodes?: readonly string[];
  readonly threads?: number;
}

export interface RenderedPackages {
  /** outbox/<run>/schools/ */
  readonly folder: string;
  /** 全部学校.zip; null: it was not asked for, or there are no schools. */
  readonly all: string | null;
  readonly schools: number;
  readonly items: number;
  /** How many faults the items are: one that two checks return is two items. */
  readonly faults: number;
  readonly packages: readonly SchoolPackage[];
}

const allSchools = '全部学校.zip';

interface School {
  readonly code: string;
  /** Folder and zip file in schools/. */
  readonly name: string;
  readonly items: number;
  readonly faults: number;
}

/**
 * Writes every school's package of a run into outbox/<run>/schools/. The run's relations must be there (`saveRun`, `openRun`); written again,
 * the packages are the same.
 * @throws Failure when a school that was asked for has no package in the run.
 */
export async function renderPackages(
  engine: Engine,
  workspace: Workspace,
  { run }: { readonly run: string },
  options: PackageOptions,
): Promise<RenderedPackages> {
  const { now, onProgress, schoolCodes, threads } = options;
  const folder = workspace.path('outbox', run, 'schools');
  const schools = chosen(await schoolsOf(engine), schoolCodes);
  const items = schools.reduce((sum, school) => sum + school.items, 0);
  const faults = schools.reduce((sum, school) => sum + school.faults, 0);
  if (schools.length === 0) return { folder, all: null, schools: 0, items: 0, faults: 0, packages: [] };
  const action = `生成 ${schools.length} 所学校的整改件（脱敏）`;
  appendAccess(workspace.folder, { action, rows: items, approval: null, reason: null }, now);
  const { contact, telephone } = workspace.settings.notices;
  await createPackageContext(engine, { contact, telephone, logHead: chainHead(workspace.folder).slice(0, printedHeadLength) });
  const packages: SchoolPackage[] = [];
  await writePackages(jobsOf(engine, folder, schools), {
    total: schools.length,
    ...(threads !== undefined && { threads }),
    onWritten: (written) => {
      packages.push(written);
      onProgress(`生成学校整改件 ${packages.length}/${schools.length}`);
    },
  });
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  const all = schoolCodes === undefined ? await writeAll(engine, folder, packages) : null;
  return { folder, all, schools: schools.length, items, faults, packages };
}

/** In the order of their codes, so that two schools of one name always get the same names. */
async function schoolsOf(engine: Engine): Promise<School[]> {
  const rows = await engine.rows(`select n.school_code, n.school_name, count(i.number) as items,
           count(case when coalesce(r.is_counted, true) then i.number end) as faults
    from school_notices n
    left join package_items i on i.school_code = n.school_code
    left join rectification r on r.number = i.number
    group by n.school_code, n.school_name order by n.school_code`);
  const taken = new Set<string>();
  return rows.map((row) => {
    const code = String(row.school_code);
    const name = schoolFileName(code, withoutCode(String(row.school_name ?? code), code), taken, '');
    taken.add(name.toLowerCase());
    return { code, name, items: Number(row.items), faults: Number(row.faults) };
  });
}

/** The code stands before the name already: lists print it within the names of namesakes, and in place of a name that nobody gave. */
function withoutCode(name: string, code: string): string {
  const rest = name.replace(`（${code}）`, '').replace(`（${code}，`, '（');
  const unnamed = new RegExp(`^${code}（(.+)）$`).exec(rest);
  return unnamed?.[1] ?? rest;
}

function chosen(schools: readonly School[], codes: readonly string[] | undefined): readonly School[] {
  if (codes === undefined) return schools;
  const missing = codes.filter((code) => !schools.some((school) => school.code === code));
  if (missing.length > 0)
    throw new Failure(`这次运行里没有学校 ${missing.join('、')} 的整改件。学校标识码可在县级报表的“学校汇总”里查到。`);
  return schools.filter(({ code }) => codes.includes(code));
}

/** Rows whose packages are in memory at one time, beside those that threads hold. */
const itemsAtOnce = 2_500;
const schoolsAtOnce = 50;

async function* jobsOf(engine: Engine, folder: string, schools: readonly School[]): AsyncGenerator<PackageJob> {
  for (const batch of batches(schools)) {
    const names = new Map(batch.map(({ code, name }) => [code, name]));
    for (const data of await packageData(engine, [...names.keys()])) yield { data, folder, name: names.get(data.schoolCode)! };
  }
}

function batches(schools: readonly School[]): School[][] {
  const all: School[][] = [];
  let items = 0;
  for (const school of schools) {
    const last = all.at(-1);
    if (last && last.length < schoolsAtOnce && items + school.items <= itemsAtOnce) {
      last.push(school);
      items += school.items;
    } else {
      all.push([school]);
      items = school.items;
    }
  }
  return all;
}

async function writeAll(engine: Engine, folder: string, packages: readonly SchoolPackage[]): Promise<string> {
  const [row] = await engine.rows('select finished_at from run');
  return saveFile(zipStream(partsOf(packages), String(row?.finished_at)), join(folder, allSchools));
}

/** The schools' folders, each file under the name that schools know, whatever it had to be called on the disk. */
async function* partsOf(packages: readonly SchoolPackage[]): AsyncGenerator<ZipPart> {
  for (const { name, files, papers } of packages) {
    for (const [index, file] of files.entries()) yield { name: `${name}/${papers[index]!}`, bytes: await readFile(file) };
  }
}
