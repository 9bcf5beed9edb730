import { UsageFailure } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface TitlesOptions {
  readonly workspace: string;
  readonly json?: boolean;
}

export function registerTitles(program: HejiCommand, session: Session): void {
  const titles = program
    .command('titles')
    .description('已学会的列名（list 列出，forget 忘掉）')
    .examples('heji titles list', 'heji titles forget 学生名字');
  titles
    .command('list', { isDefault: true })
    .description('列出从列名对照里学会的列名和表')
    .workspaceOption()
    .jsonOption()
    .examples('heji titles list')
    .action((options: TitlesOptions) => listTitles(session, options));
  titles
    .command('forget <列名>')
    .description('忘掉一个列名的含义，下次遇到时再问')
    .workspaceOption()
    .examples('heji titles forget 学生名字')
    .action((title: string, options: TitlesOptions) => forgetTitle(session, title.trim(), options));
}

async function listTitles(session: Session, options: TitlesOptions): Promise<void> {
  const { describeLearned, tableTitle } = await import('../../titles/summary.ts');
  const { readLearning } = await import('../../workspace/learned-titles.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { textTable } = await import('../text-table.ts');
  const { titles, tables } = readLearning(Workspace.open(options.workspace));
  if (options.json) {
    return session.json({ titles: titles.map((title) => ({ ...describeLearned(title), learned_on: title.learned_on })), tables });
  }
  if (titles.length + tables.length === 0) {
    return session.say('还没有学会任何列名。导入时遇到不认识的列名，会写入 outbox 文件夹里的 列名对照.xlsx，请在那里选择。');
  }
  const rows = titles.map((title) => {
    const { dataset_title, column, column_title } = describeLearned(title);
    return [dataset_title, title.title, column === null ? '（不是我们要的列）' : (column_title ?? column), title.learned_on];
  });
  if (titles.length > 0) session.say(textTable(['表', '列名', '含义', '日期'], rows, ''));
  for (const { titles: header, dataset } of tables) session.say(`表头“${header.join('、')}”：${tableTitle(dataset)}`);
}

async function forgetTitle(session: Session, title: string, options: TitlesOptions): Promise<void> {
  const { readLearning, storeLearning, titleKey } = await import('../../workspace/learned-titles.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { openToWrite } = await import('../open-to-write.ts');
  const workspace = await openToWrite(session, options.workspace);
  const forgotten = await whileLocked(workspace.folder, '整理列名', async () => {
    const learning = readLearning(workspace);
    const isMeant = (known: string): boolean => titleKey(known) === titleKey(title);
    const titles = learning.titles.filter((known) => !isMeant(known.title));
    // A table is known by all its titles: forgetting one of them, the table is asked about again too.
    const tables = learning.tables.filter((table) => !table.titles.some(isMeant));
    const count = learning.titles.length - titles.length + learning.tables.length - tables.length;
    if (count > 0) storeLearning(workspace, { ...learning, titles, tables });
    return count;
  });
  if (forgotten === 0) throw new UsageFailure(`没有学过列名“${title}”。用 heji titles 看全部。`);
  session.say(`已忘掉“${title}”。下次导入遇到它会再问；已经装载的数据要按忘掉后的样子重读，请运行 heji restage。`);
}
