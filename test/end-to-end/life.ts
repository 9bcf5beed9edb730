import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadChecks } from '../../src/checks/catalogue.ts';
import type { Check } from '../../src/checks/definition.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { loadPipeline } from '../../src/pipelines/declaration.ts';
import { type RunOutcome, runPipeline } from '../../src/pipelines/run.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { csv, idOf, studentTitles } from '../lake/drop.ts';

const checks = loadChecks();

export const checkOf = (id: string): Check => checks.find((check) => check.id === id)!;

/** Runs these checks alone, without reports. */
export const inspectWith = (workspace: Workspace, day: string, own: readonly (string | Check)[]): Promise<RunOutcome> =>
  runPipeline(
    workspace,
    {
      ...loadPipeline('weekly-inspection', checks),
      checks: own.map((check) => (typeof check === 'string' ? checkOf(check) : check)),
      reports: [],
    },
    checks,
    { asOf: day, startedAt: `${day} 08:30:00`, onProgress: () => {} },
  );

/** Rows of a relation that a run kept. */
export async function kept(workspace: Workspace, { folder }: Pick<RunOutcome, 'folder'>, relation: string, sql: string): Promise<Row[]> {
  const engine = await DuckDbEngine.open();
  try {
    const file = join(workspace.path('ledger', 'runs', folder), `${relation}.parquet`);
    return await engine.rows(`with kept as (select * from read_parquet(${literal(file)})) ${sql}`);
  } finally {
    engine.close();
  }
}

/** How every finding stands after a run: check, who, status, mark, why. */
export async function standing(workspace: Workspace, outcome: RunOutcome): Promise<string[]> {
  const rows = await kept(
    workspace,
    outcome,
    'rectification',
    "select concat_ws(' ', check_id, coalesce(name, class_label, school_code), status, mark, why, detail) as line from kept order by check_id, list_position(['甲', '乙', '丙', '丁', '戊'], name), number",
  );
  return rows.map((row) => String(row.line));
}

/** The status events of the newest commit: from, to, mark, why. */
export function turns(workspace: Workspace, sequence: number): string[] {
  const lines = readFileSync(workspace.path('ledger', 'events', `${String(sequence).padStart(6, '0')}.json`), 'utf8')
    .trim()
    .split('\n');
  return lines
    .slice(1)
    .map((line) => JSON.parse(line) as Record<string, string | string[] | null>)
    .filter(({ type }) => type === 'status')
    .map(({ from, to, mark, why, numbers }) => `${from}→${to} ${mark ?? '-'} ${why} ×${numbers?.length}`)
    .sort();
}

export interface Pupil {
  readonly name: string;
  readonly id: string;
  readonly registry?: string;
  readonly school?: string;
  readonly grade?: string;
  readonly class?: string;
}

const school = '2230100001';

/** A school's list: these pupils and enough others to make it a school. `others` sets theirs apart from those of other lists. */
export const list = (
  pupils: readonly Pupil[],
  others: { readonly school?: string; readonly from?: number; readonly count?: number } = {},
): string => {
  const { from = 500, count = 12 } = others;
  const rest = Array.from(
    { length: count },
    (_, index): Pupil => ({ name: `同学${String.fromCharCode(0x4e00 + from + index)}`, id: idOf(from + index) }),
  );
  return csv(
    studentTitles,
    ...[...pupils, ...rest].map((pupil) => [
      pupil.school ?? others.school ?? school,
      pupil.registry ?? `G${pupil.id}`,
      pupil.name,
      Number(pupil.id[16]) % 2 === 1 ? '男' : '女',
      pupil.id,
      pupil.grade ?? '三年级',
      pupil.class ?? '1班',
      '在读',
    ]),
  );
};

/** A number whose last character is wrong, of the n-th pupil. */
export const badId = (n: number): string => {
  const right = idOf(n);
  return `${right.slice(0, 17)}${right.endsWith('1') ? '2' : '1'}`;
};

/** A pupil with a wrong ID number and a registry number that stays. */
export const wrong = (name: string, n: number): Pupil => ({ name, id: badId(n), registry: `G${idOf(n)}` });
/** The same pupil, mended. */
export const right = (name: string, n: number): Pupil => ({ name, id: idOf(n) });

/** Adds lines to heji.yaml in place of the same keys. */
export function configure(workspace: Workspace, key: string, text: string): void {
  const file = join(workspace.folder, 'heji.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(new RegExp(`^${key}:.*$`, 'm'), text));
}
