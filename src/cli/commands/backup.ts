import { exitCode } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface BackupOptions {
  readonly workspace: string;
  readonly json?: boolean;
}

export function registerBackup(program: HejiCommand, session: Session): void {
  program
    .command('backup [文件夹]')
    .description('备份整个工作区，逐个文件读回核对（不写文件夹：放在工作区里；最好写另一个磁盘）')
    .workspaceOption()
    .jsonOption()
    .examples('heji backup E:\\核籍备份', 'heji backup')
    .action((folder: string | undefined, options: BackupOptions) => backup(session, folder ?? null, options));
}

async function backup(session: Session, folder: string | null, options: BackupOptions): Promise<void> {
  const { relative } = await import('node:path');
  const { backUp } = await import('../../backup/backup.ts');
  const { extentText } = await import('../../backup/ledger-extent.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const workspace = Workspace.open(options.workspace);
  const { folder: made, list, restless } = await backUp(workspace, folder, session.startedAt, session.progress);
  const bytes = list.files.reduce((sum, file) => sum + file.bytes, 0);
  if (options.json)
    session.json({ folder: made, made_at: list.made_at, files: list.files.length, bytes, ledger: list.ledger, left_out: restless });
  else {
    const place = relative(process.cwd(), made) || made;
    session.say(
      `已备份到 ${place}：${list.files.length} 个文件，${(bytes / 1e6).toFixed(1)} MB，逐个读回核对无误（${extentText(list.ledger)}）。`,
    );
    session.say('备份里有全部原始数据和台账的密钥，没有脱敏，请像原件一样保管。');
    if (folder === null)
      session.say('它和工作区在同一个磁盘上，磁盘坏了会一起丢。请把它拷到另一个磁盘，或下次写明：heji backup E:\\核籍备份');
  }
  if (restless.length === 0) return;
  session.complain(`这些文件拷贝时正被改动或拿走，没有备份：\n${restless.map((file) => `  · ${file}`).join('\n')}`);
  session.exitCode = exitCode.doneWithGaps;
}
