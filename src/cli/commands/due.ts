import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface DueOptions {
  readonly workspace: string;
  readonly asOf?: string;
  readonly within: number;
  readonly json?: boolean;
}

/** Workdays ahead that a due list looks when nobody says otherwise. */
export const usualWithin = 3;

export function registerDue(program: HejiCommand, session: Session): void {
  program
    .command('due')
    .description('到期清单：已逾期、今日到期、几个工作日内到期的整改，和本期未报送的学校')
    .workspaceOption()
    .dateOption('--as-of', '哪一天的清单（默认今天）')
    .wholeNumberOption('--within', '往后看几个工作日', { least: 0, most: 60, default: usualWithin })
    .jsonOption()
    .examples('heji due', 'heji due --within 5', 'heji due --as-of 2026-11-20 --json')
    .action((options: DueOptions) => due(session, options));
}

async function due(session: Session, options: DueOptions): Promise<void> {
  const { relative } = await import('node:path');
  const { writeDueList } = await import('../../due/due-list.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { weeklyPeriod } = await import('../weekly-period.ts');
  const { dueText } = await import('../due-text.ts');
  const { openReportText } = await import('../open-report-text.ts');
  const { withTypedCommand } = await import('../typed-command.ts');
  const workspace = Workspace.open(options.workspace);
  const request = { day: options.asOf ?? session.today, within: options.within, periodDays: weeklyPeriod() };
  session.progress('生成到期清单');
  const { summary, file, wanted } = await writeDueList(workspace, request, session.startedAt);
  const place = relative(process.cwd(), file);
  if (options.json) session.json({ ...summary, workbook: place });
  else session.say(withTypedCommand(`${dueText(summary)}\n\n工作簿（号码已脱敏）\n  ${place}`, workspace.folder));
  const opened = openReportText([{ file, wanted }], process.cwd());
  if (opened !== '') session.complain(opened);
}
