import { exitCode } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface RestageCommandOptions {
  readonly workspace: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function registerRestage(program: HejiCommand, session: Session): void {
  program
    .command('restage')
    .description('用保存的原件把已导入的表重新装载一遍：列名对照有了新内容，或升级了核籍以后用')
    .workspaceOption()
    .option('--dry-run', '只算出会有什么变化，不写入')
    .jsonOption()
    .examples('heji restage --dry-run', 'heji restage')
    .action((options: RestageCommandOptions) => restageWorkspace(session, options));
}

async function restageWorkspace(session: Session, options: RestageCommandOptions): Promise<void> {
  const { restage } = await import('../../lake/restage.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { openToWrite } = await import('../open-to-write.ts');
  const { changesText, outcomeText } = await import('../restage-text.ts');
  const { hasLosses, summariseRestage } = await import('../restage-summary.ts');
  const dryRun = options.dryRun === true;
  const workspace = dryRun ? Workspace.open(options.workspace) : await openToWrite(session, options.workspace);
  const work = () =>
    restage(workspace, {
      receivedAt: session.startedAt,
      dryRun,
      onProgress: session.progress,
      onChanges: (changes) => {
        if (!options.json) session.say(changesText(changes));
      },
    });
  const summary = summariseRestage(dryRun ? await work() : await whileLocked(workspace.folder, '重新装载', work), dryRun);
  if (options.json) session.json(summary);
  else session.say(outcomeText(summary));
  if (hasLosses(summary)) session.exitCode = exitCode.doneWithGaps;
}
