import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

export function registerRestore(program: HejiCommand, session: Session): void {
  program
    .command('restore <备份> <新文件夹>')
    .description('由备份恢复出一个工作区：先核对备份，恢复后再核对一遍；不会覆盖已有的东西')
    .jsonOption()
    .examples('heji restore E:\\核籍备份\\2026-11-16-1 D:\\依兰县学籍-恢复')
    .action((backup: string, into: string, options: { readonly json?: boolean }) => restore(session, backup, into, options.json === true));
}

async function restore(session: Session, backup: string, into: string, isJson: boolean): Promise<void> {
  const { resolve } = await import('node:path');
  const { extentText } = await import('../../backup/ledger-extent.ts');
  const { restoreBackup } = await import('../../backup/restore.ts');
  const { county, made_at, files, ledger } = await restoreBackup(backup, into, session.progress);
  if (isJson) {
    session.json({ workspace: resolve(into), county, made_at, files: files.length, ledger });
    return;
  }
  session.say(`已恢复${county} ${made_at} 的备份：${files.length} 个文件，恢复前后逐个核对无误（${extentText(ledger)}）。`);
  session.say(
    `工作区在 ${resolve(into)}。请先运行 heji doctor --workspace ${into}，确认无误后用它代替原来的；备份以后收到的表请重新放进 inbox 导入。`,
  );
}
