import { Option } from 'commander';
import type { HejiCommand } from '../heji-command.ts';
import type { ImportRepliesOptions, ListRepliesOptions, ReviewOptions } from '../replies-actions.ts';
import type { Session } from '../session.ts';

export function registerReplies(program: HejiCommand, session: Session): void {
  const replies = program
    .command('replies')
    .description('学校的答复（import 导入发回的整改台账，list 列出，review 审定）')
    .examples('heji replies import', 'heji replies list --to-judge', 'heji replies review --export');
  replies
    .command('import [路径...]')
    .description('导入学校发回的整改台账和填好的待审说明（不写路径：replies 文件夹里的全部，含压缩包）')
    .workspaceOption()
    .option('--by <姓名>', '记在谁的名下（不写：电脑的登录名）')
    .jsonOption()
    .examples('heji replies import', 'heji replies import 收到的回执/', 'heji replies import 某校整改台账.xlsx')
    .action(async (paths: string[], options: ImportRepliesOptions) => (await actions()).importAnswers(session, paths, options));
  replies
    .command('list', { isDefault: true })
    .description('列出各问题最近一次的答复；号码不显示')
    .workspaceOption()
    .option('--to-judge', '只列等待县教育局审定的')
    .option('--school <学校>', '只列一所学校的：标识码，或名称里的几个字')
    .jsonOption()
    .examples('heji replies list', 'heji replies list --to-judge', 'heji replies list --school 三道岗')
    .action(async (options: ListRepliesOptions) => (await actions()).listAnswers(session, options));
  replies
    .command('review')
    .description('审定学校的佐证和情况说明：不写选项列出待审的；也可导出待审说明，选好后再用 heji replies import 收回')
    .workspaceOption()
    .addOption(severalOption('--accept', '采信：答复号或问题编号，可写几个'))
    .addOption(severalOption('--reject', '不采信（已采信的则为撤回）：答复号或问题编号，可写几个'))
    .option('--reason <理由>', '理由；不采信必须写')
    .option('--by <姓名>', '记在谁的名下（不写：电脑的登录名）')
    .option('--export', '写出 outbox 文件夹里的 待审说明.xlsx，在表里选采信、不采信')
    .jsonOption()
    .examples(
      'heji replies review',
      'heji replies review --accept 2026-000123 000012-3',
      'heji replies review --reject 2026-000124 --reason "佐证材料看不清"',
      'heji replies review --export',
    )
    .action(async (options: ReviewOptions) => (await actions()).reviewAnswers(session, options));
}

/** The parser knows by a Latin letter before the dots that an option takes several values. */
function severalOption(flag: string, description: string): Option {
  const option = new Option(`${flag} <编号...>`, description);
  option.variadic = true;
  return option;
}

const actions = () => import('../replies-actions.ts');
