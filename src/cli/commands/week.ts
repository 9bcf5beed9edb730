import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface WeekOptions {
  readonly workspace: string;
  readonly open: boolean;
  readonly scripts?: boolean;
}

export function registerWeek(program: HejiCommand, session: Session): void {
  program
    .command('week')
    .description('周检一步做完：收回执、导入、检查、出报表和学校材料、列出周一待办，并打开结果文件夹')
    .workspaceOption()
    .option('--no-open', '不打开结果文件夹')
    .option('--scripts', '只（重新）写出可以双击的周检脚本，不运行')
    .examples('heji week', 'heji week --no-open', 'heji week --scripts')
    .action((options: WeekOptions) => (options.scripts ? writeScripts(session, options.workspace) : week(session, options)));
}

async function week(session: Session, { workspace: folder, open }: WeekOptions): Promise<void> {
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { runWeek } = await import('../week.ts');
  session.exitCode = await runWeek(session, Workspace.open(folder), open);
}

async function writeScripts(session: Session, folder: string): Promise<void> {
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { writeWeekScripts } = await import('../../schedule/week-scripts.ts');
  for (const file of writeWeekScripts(Workspace.open(folder).folder)) session.say(`已写出 ${file}`);
}
