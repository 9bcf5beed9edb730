import { exitCode } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface ImportCommandOptions {
  readonly workspace: string;
  readonly dataDate?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function registerImport(program: HejiCommand, session: Session): void {
  program
    .command('import [路径...]')
    .description('导入学校报来的表（不写路径：inbox 文件夹里的全部）')
    .workspaceOption()
    .dateOption('--data-date', '数据截取日，优先于表里和文件名里写的')
    .option('--dry-run', '只试读并报告结果，不写入')
    .jsonOption()
    .examples('heji import', 'heji import 收到的表/ --data-date 2026-11-16', 'heji import 某校学生.xlsx --dry-run')
    .action((paths: string[], options: ImportCommandOptions) => importFiles(session, paths, options));
}

async function importFiles(session: Session, paths: readonly string[], options: ImportCommandOptions): Promise<void> {
  const { importDrop } = await import('../../lake/import.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { hasImportGaps, summariseImport } = await import('../import-summary.ts');
  const { importText } = await import('../import-text.ts');
  const workspace = Workspace.open(options.workspace);
  const dryRun = options.dryRun === true;
  const read = async () =>
    importDrop(workspace, {
      paths,
      dataDate: options.dataDate ?? null,
      dayOfReceipt: session.today,
      receivedAt: session.startedAt,
      dryRun,
      onProgress: session.progress,
    });
  const { manifest } = dryRun ? await read() : await whileLocked(workspace.folder, '导入', read);
  const summary = summariseImport(manifest, dryRun);
  if (options.json) session.json(summary);
  else session.say(importText(summary));
  if (hasImportGaps(summary)) session.exitCode = exitCode.doneWithGaps;
}
