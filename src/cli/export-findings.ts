import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { UsageFailure } from '../failure.ts';
import { type ExportedFinding, exportedPieces, selectFindings } from '../ledger/export.ts';
import { csvHead, csvLines } from '../ledger/export-csv.ts';
import { openRun } from '../pipelines/run-store.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { saveFile } from '../reports/save.ts';
import { Workspace } from '../workspace/workspace.ts';
import { type FindingOptions, findingFilter } from './finding-options.ts';
import { chooseRun } from './run-choice.ts';
import type { Session } from './session.ts';

export interface ExportOptions extends FindingOptions {
  readonly workspace: string;
  readonly format: 'jsonl' | 'csv' | 'arrow' | 'parquet';
  readonly run?: string;
  readonly out?: string;
  readonly unmasked?: boolean;
  readonly reason?: string;
}

type Pieces = AsyncIterable<readonly ExportedFinding[]>;

/** `heji findings export`: a run's rows into a file, or onto the screen. */
export async function exportRunFindings(session: Session, options: ExportOptions): Promise<void> {
  const unmasked = options.unmasked === true;
  const reason = options.reason?.trim() || null;
  if (unmasked && reason === null) throw new UsageFailure('--unmasked 导出的号码不脱敏，须用 --reason 写明理由，如 --reason "核对原件"。');
  if (!unmasked && reason !== null) throw new UsageFailure('--reason 只与 --unmasked 一起用；脱敏导出不必写理由。');
  const { format } = options;
  if ((format === 'arrow' || format === 'parquet') && options.out === undefined) {
    throw new UsageFailure(`${format} 不是文本，不能输出到屏幕；请用 --out 写明文件，如 --out 问题.${format}。`);
  }
  const filter = await findingFilter(options, 'with');
  const workspace = Workspace.open(options.workspace);
  const event = chooseRun(workspace, options.run);
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, event);
    const rows = await selectFindings(engine, filter);
    // Logged first: nothing leaves that the log does not know of.
    const action = `导出运行 ${event.run} 的问题清单（${unmasked ? '未脱敏' : '脱敏'}，${format}）`;
    const approval = unmasked ? (workspace.settings.authorised_copy?.approval ?? null) : null;
    appendAccess(workspace.folder, { action, rows, approval, reason }, session.startedAt);
    const pieces = exportedPieces(engine, unmasked);
    if (options.out === undefined) {
      for await (const text of textOf(format, pieces)) session.write(text);
      return;
    }
    const file = await save(engine, format, pieces, options.out);
    session.say(`已导出运行 ${event.run} 的 ${rows} 条到 ${file}，号码${unmasked ? '未脱敏，严禁外传' : '已脱敏'}。`);
  } finally {
    engine.close();
  }
}

/** Returns where the file is: beside the one asked for when that is open in another program. */
async function save(engine: Engine, format: ExportOptions['format'], pieces: Pieces, out: string): Promise<string> {
  if (format === 'parquet') return saveParquet(engine, pieces, out);
  if (format !== 'arrow') return saveFile(bytesOf(textOf(format, pieces)), out);
  const { findingsArrow } = await import('../ledger/export-arrow.ts');
  return saveFile(await findingsArrow(pieces), out);
}

/** The engine writes files only under names of its own choosing; what it wrote is saved like everything else. */
async function saveParquet(engine: Engine, pieces: Pieces, out: string): Promise<string> {
  const { writeFindingsParquet } = await import('../ledger/export-parquet.ts');
  const folder = mkdtempSync(join(tmpdir(), 'heji-'));
  try {
    const file = join(folder, 'findings.parquet');
    await writeFindingsParquet(engine, pieces, file);
    return await saveFile(createReadStream(file), out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* textOf(format: ExportOptions['format'], pieces: Pieces): AsyncGenerator<string> {
  if (format === 'csv') yield csvHead;
  for await (const findings of pieces) {
    yield format === 'csv' ? csvLines(findings) : findings.map((finding) => `${JSON.stringify(finding)}\n`).join('');
  }
}

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}
