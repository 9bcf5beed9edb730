import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { type ImportManifest, type Manifest, ManifestLog } from '../lake/manifest.ts';
import { Selection } from '../lake/selection.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { renderReport } from '../reports/render.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createImportTables } from './import-tables.ts';
import { Senders } from './senders.ts';
import { type Slip, slipsOf } from './slip.ts';
import { slipName } from './slip-name.ts';

/** All dates lie before it. */
const endOfTime = '9999-12-31';

/** What an import leaves for people: its log, and a slip for each school that has something to mend. */
export interface ImportPapers {
  /** outbox/导入-<batch>/ */
  readonly folder: string;
  readonly log: string;
  readonly slips: readonly string[];
}

/** An import that took effect although its papers could not be written. */
export interface PapersFailure {
  /** One Chinese sentence: what happened, what to do. */
  readonly problem: string;
}

/**
 * `writeImportPapers`, but what stands in its way is told and not thrown: the import has taken effect by then. Null where there is nothing
 * to tell anew: what lies in the inbox was refused the time before, for the same reasons.
 */
export async function tryImportPapers(
  workspace: Workspace,
  manifest: ImportManifest,
  now: string,
): Promise<ImportPapers | PapersFailure | null> {
  try {
    if (isOldNews(new ManifestLog(workspace.path('lake')).read(), manifest)) return null;
    return await writeImportPapers(workspace, manifest, now);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/[。.]$/, '') : String(error);
    return {
      problem: `导入 ${manifest.id} 已经生效，但导入记录和退回单没有写成（${reason}）。请检查磁盘空间和 outbox 文件夹的权限，关闭正在打开它们的 WPS 或 Excel，再运行 heji report ${paperFolder(manifest.id)}。`,
    };
  }
}

/** The last import when its process ended before its papers were written; null: they are there, or there is nothing to tell. */
export function missingPapers(workspace: Workspace): ImportManifest | null {
  const manifests = new ManifestLog(workspace.path('lake')).read();
  const last = manifests.findLast((manifest) => manifest.kind === 'import');
  return last === undefined || isOldNews(manifests, last) || existsSync(logFile(workspace, last)) ? null : last;
}

const logFile = (workspace: Workspace, { id }: ImportManifest): string => workspace.path('outbox', paperFolder(id), `导入记录-${id}.xlsx`);

function isOldNews(manifests: readonly Manifest[], manifest: ImportManifest): boolean {
  if (manifest.sources.length > 0) return false;
  const before = manifests.findLast((earlier) => earlier.kind === 'import' && earlier.id < manifest.id);
  return before?.kind === 'import' && isDeepStrictEqual(before.refusals, manifest.refusals);
}

/** The folder of an import's papers in outbox/, by which `heji report` writes them again. */
export const paperFolder = (batch: string): string => `导入-${batch}`;

/**
 * Writes 导入记录 and 退回单 of an import into outbox/导入-<batch>/; written again, they are the same. `now`: 'YYYY-MM-DD HH:MM:SS', of the
 * access log.
 */
export async function writeImportPapers(workspace: Workspace, manifest: ImportManifest, now: string): Promise<ImportPapers> {
  const folder = workspace.path('outbox', paperFolder(manifest.id));
  const engine = await DuckDbEngine.open();
  try {
    const manifests = new ManifestLog(workspace.path('lake')).read();
    const senders = await Senders.read(engine, workspace.path('lake'), manifests, manifest);
    const slips = slipsOf(manifest, senders);
    await createImportTables(engine, new Selection(manifests, { asOf: endOfTime, knownAt: null }), [manifest]);
    await createBatchRelations(engine, workspace, manifest, senders, slips);
    // Slips first: where the log is, all papers are.
    const files = await writeSlips(engine, workspace, manifest, slips, join(folder, '退回单'), now);
    const log = await renderReport('import-log', engine, logFile(workspace, manifest), { unmasked: false });
    const rows = log.sheets.reduce((sum, sheet) => sum + sheet.rows, 0);
    appendAccess(workspace.folder, { action: `生成导入 ${manifest.id} 的导入记录（脱敏）`, rows, approval: null, reason: null }, now);
    return { folder, log: log.file, slips: files };
  } finally {
    engine.close();
  }
}

async function createBatchRelations(
  engine: Engine,
  workspace: Workspace,
  manifest: ImportManifest,
  senders: Senders,
  slips: readonly Slip[],
): Promise<void> {
  await createTableFromRows(engine, 'batch', { batch: 'varchar', received_at: 'varchar', county_name: 'varchar', slips: 'integer' }, [
    { batch: manifest.id, received_at: manifest.received_at, county_name: workspace.settings.county_name, slips: slips.length },
  ]);
  const codes = new Set(manifest.sources.flatMap(({ issues }) => issues.flatMap(({ school_code }) => school_code ?? [])));
  await createTableFromRows(
    engine,
    'school_names',
    { school_code: 'varchar', school_name: 'varchar' },
    [...codes].map((code) => ({ school_code: code, school_name: senders.nameOf(code) })),
  );
}

/** While a slip is written the engine holds that school's rows and no other's. */
async function writeSlips(
  engine: Engine,
  workspace: Workspace,
  manifest: ImportManifest,
  slips: readonly Slip[],
  folder: string,
  now: string,
): Promise<string[]> {
  const taken = new Set<string>();
  const files: string[] = [];
  for (const slip of slips) {
    const name = slip.school === null ? '未判明学校.xlsx' : slipName(slip.school.code, slip.school.name, taken);
    taken.add(name.toLowerCase());
    const { school, items } = slip;
    await createTableFromRows(engine, 'slip', { school_code: 'varchar', school_name: 'varchar' }, [
      { school_code: school?.code ?? null, school_name: school?.name ?? null },
    ]);
    await createTableFromRows(
      engine,
      'slip_items',
      itemColumns,
      items.map((item, index) => ({ ...item, place: index + 1 })),
    );
    const { file } = await renderReport('returns', engine, join(folder, name), { unmasked: false });
    files.push(file);
  }
  if (files.length > 0) {
    const rows = slips.reduce((sum, { items }) => sum + items.length, 0);
    const action = `生成导入 ${manifest.id} 的退回单 ${files.length} 份（不含学生信息）`;
    appendAccess(workspace.folder, { action, rows, approval: null, reason: null }, now);
  }
  return files;
}

const itemColumns = {
  place: 'integer',
  number: 'integer',
  kind: 'varchar',
  file: 'varchar',
  sheet: 'varchar',
  position: 'varchar',
  rows: 'integer',
  problem: 'varchar',
  advice: 'varchar',
};
