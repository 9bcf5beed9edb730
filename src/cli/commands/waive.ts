import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface WaiveOptions {
  readonly workspace: string;
  readonly reason: string;
  readonly until: string;
  readonly by?: string;
  readonly group?: boolean;
}

export function registerWaive(program: HejiCommand, session: Session): void {
  program
    .command('waive <问题编号>')
    .description('豁免一个问题到某一天（含），期内不再催办；照常检查，到期又列为持续')
    .workspaceOption()
    .requiredOption('--reason <理由>', '理由，台账和报表会印出')
    .requiredOption('--until <日期>', '豁免到哪一天，如 2027-01-15；最长两年')
    .option('--by <姓名>', '记在谁的名下（不写：电脑的登录名）')
    .option('--group', '编号是一组重复时，组内各条一起豁免')
    .examples(
      'heji waive 2026-000123 --reason "拆班方案已批，寒假实施" --until 2027-02-28',
      'heji waive 2026-000124 --group --reason "公安正在更正" --until 2026-12-31',
    )
    .action((number: string, options: WaiveOptions) => changeWaiver(session, number, options, 'waive'));
  program
    .command('unwaive <问题编号>')
    .description('撤销一个问题的豁免')
    .workspaceOption()
    .requiredOption('--reason <理由>', '理由')
    .option('--by <姓名>', '记在谁的名下（不写：电脑的登录名）')
    .option('--group', '编号是一组重复时，组内各条一起撤销')
    .examples('heji unwaive 2026-000123 --reason "方案没有实施"')
    .action((number: string, options: WaiveOptions) => changeWaiver(session, number, options, 'unwaive'));
}

async function changeWaiver(session: Session, number: string, options: WaiveOptions, kind: 'waive' | 'unwaive'): Promise<void> {
  const { unwaive, waive } = await import('../../replies/waiver.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { openToWrite } = await import('../open-to-write.ts');
  const { nameOrUser } = await import('../replies-actions.ts');
  const workspace = await openToWrite(session, options.workspace);
  const order = {
    number: number.trim(),
    isGroup: options.group === true,
    reason: options.reason,
    by: nameOrUser(options.by),
    at: session.startedAt,
  };
  const { changed, settled } = await whileLocked(workspace.folder, kind === 'waive' ? '登记豁免' : '撤销豁免', () =>
    kind === 'waive' ? waive(workspace, order, options.until.trim()) : unwaive(workspace, order),
  );
  const done = kind === 'waive' ? `已豁免到 ${options.until.trim()}（含）` : '已撤销豁免，列为持续';
  for (const { number: one, school_name, check_title, name } of changed) {
    session.say(`${one}  ${[school_name, name, check_title].filter((text) => text !== null).join(' ')}：${done}`);
  }
  if (settled.length > 0) session.say(`组内 ${settled.map((finding) => finding.number).join('、')} 已销号或了结，没有改动。`);
}
