import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface TodoOptions {
  readonly workspace: string;
  readonly json?: boolean;
}

export function registerTodo(program: HejiCommand, session: Session): void {
  program
    .command('todo')
    .description('周一待办：未报送催报、逾期整改、待审说明、扣住的报送、没读进来的表，各用什么命令办')
    .workspaceOption()
    .jsonOption()
    .examples('heji todo', 'heji todo --json')
    .action((options: TodoOptions) => todo(session, options));
}

async function todo(session: Session, options: TodoOptions): Promise<void> {
  const { findTodo } = await import('../../todo/todo.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { readSchedule } = await import('../scheduling.ts');
  const { todoText } = await import('../todo-text.ts');
  const { withTypedCommand } = await import('../typed-command.ts');
  const { weeklyPeriod } = await import('../weekly-period.ts');
  const { usualWithin } = await import('./due.ts');
  const workspace = Workspace.open(options.workspace);
  const request = { day: session.today, within: usualWithin, periodDays: weeklyPeriod() };
  const found = await findTodo(workspace, request, readSchedule(workspace, session.startedAt));
  if (options.json) session.json(found);
  else session.say(withTypedCommand(todoText(found), workspace.folder));
}
