import { exitCode } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface ImportCommandOptions {
  readonly workspace: string;
  readonly dataDate?: string;
  readonly dryRun?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

export function registerImport(program: HejiCommand, session: Session): void {
  program
    .command('import [路径...]')
    .description('导入学校报来的表（不写路径：inbox 文件夹里的全部）')
    .workspaceOption()
    .dateOption('--data-date', '数据截取日，优先于表里和文件名里写的')
    .option('--dry-run', '只试读并报告结果，不写入')
    .option('--explain', '逐个文件说明认作什么表、为什么、各列是什么、前几行读成什么；不写入')
    .jsonOption()
    .examples(
      'heji import',
      'heji import 收到的表/ --data-date 2026-11-16',
      'heji import 某校学生.xlsx --dry-run',
      'heji import 某校学生.xlsx --explain',
    )
    .action((paths: string[], options: ImportCommandOptions) =>
      options.explain ? explainFiles(session, paths, options) : importFiles(session, paths, options),
    );
}

async function importFiles(session: Session, paths: readonly string[], options: ImportCommandOptions): Promise<void> {
  const { importDrop } = await import('../../lake/import.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { openToWrite } = await import('../open-to-write.ts');
  const { hasImportGaps, summariseImport } = await import('../import-summary.ts');
  const { importText, list } = await import('../import-text.ts');
  const { writeMissingPapers } = await import('../missing-reports.ts');
  const { titlesText } = await import('../titles-text.ts');
  const { summariseTitles } = await import('../../titles/summary.ts');
  const { tryImportPapers } = await import('../../returns/papers.ts');
  const { summarisePapers } = await import('../../returns/papers-summary.ts');
  const dryRun = options.dryRun === true;
  const workspace = dryRun ? Workspace.open(options.workspace) : await openToWrite(session, options.workspace);
  const read = async () =>
    importDrop(workspace, {
      paths,
      dataDate: options.dataDate ?? null,
      dayOfReceipt: session.today,
      receivedAt: session.startedAt,
      dryRun,
      onProgress: session.progress,
    });
  const readAndReport = async () => {
    await writeMissingPapers(session, workspace);
    const outcome = await read();
    return { ...outcome, papers: outcome.manifest && (await tryImportPapers(workspace, outcome.manifest, session.startedAt)) };
  };
  const outcome = dryRun ? { ...(await read()), papers: null } : await whileLocked(workspace.folder, '导入', readAndReport);
  const { manifest, left, papers } = outcome;
  const summary = summariseImport(manifest, dryRun, summarisePapers(papers, process.cwd()));
  const titles = summariseTitles(outcome.titles, process.cwd());
  if (options.json) session.json({ ...summary, titles, left });
  else {
    const remaining = left.length === 0 ? '' : `还留在收件文件夹\n${list(left.map(({ file, reason }) => `${file}：${reason}`))}`;
    session.say([importText(summary), remaining, titlesText(titles)].filter((text) => text !== '').join('\n\n'));
  }
  if (hasImportGaps(summary) || titles.problems.length > 0) session.exitCode = exitCode.doneWithGaps;
}

async function explainFiles(session: Session, paths: readonly string[], options: ImportCommandOptions): Promise<void> {
  const { explainDrop } = await import('../../explain/explain-drop.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { explainText } = await import('../explain-text.ts');
  const explanation = await explainDrop(Workspace.open(options.workspace), {
    paths,
    dataDate: options.dataDate ?? null,
    today: session.today,
    startedAt: session.startedAt,
    onProgress: session.progress,
  });
  if (options.json) session.json(explanation);
  else session.say(explainText(explanation));
  const isWhole = explanation.files.every(
    ({ outcome, tables }) =>
      outcome !== 'refused' && tables.every((table) => table.outcome === 'recognised' || table.outcome === 'ignored'),
  );
  if (!isWhole) session.exitCode = exitCode.doneWithGaps;
}
