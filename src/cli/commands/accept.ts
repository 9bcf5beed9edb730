import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

export function registerAccept(program: HejiCommand, session: Session): void {
  program
    .command('accept <报送>')
    .description('使扣住的（疑似不完整的）报送生效；写学校标识码或报送号')
    .workspaceOption()
    .examples('heji accept 2230100002', 'heji accept 000003-2230100002')
    .action((submission: string, options: { readonly workspace: string }) => accept(session, submission, options.workspace));
}

async function accept(session: Session, which: string, folder: string): Promise<void> {
  const { acceptSubmission } = await import('../../lake/accept.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { openToWrite } = await import('../open-to-write.ts');
  const workspace = await openToWrite(session, folder);
  const { id, school_code, data_date, pupils } = await whileLocked(workspace.folder, '确认报送', async () =>
    acceptSubmission(workspace, which, session.startedAt),
  );
  session.say(
    `学校 ${school_code} 的报送 ${id}（数据日 ${data_date}，${pupils} 人）已生效。下一次运行按它检查；原先在册而这次没有的学生，会列入“名册消失”。`,
  );
}
