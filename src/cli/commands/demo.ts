import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';
import { fewestPupils, highestSeed, mostPupils } from './generate.ts';

interface DemoOptions {
  readonly pupils: number;
  readonly seed: number;
  readonly policy: string;
}

export function registerDemo(program: HejiCommand, session: Session): void {
  program
    .command('demo [文件夹]')
    .description('演示：生成一个虚构的县，导入上周、本周两批表并做两次县级周检（默认放在 ./demo）')
    .wholeNumberOption('--pupils', '学生人数', { least: fewestPupils, most: mostPupils, default: 20_000 })
    .wholeNumberOption('--seed', '随机种子', { least: 0, most: highestSeed, default: 1 })
    .option('--policy <规定>', '执行的规定；heji policy show 列出全部', 'heilongjiang-2020')
    .examples('heji demo', 'heji demo 试用 --pupils 2000 --policy lingyuan-2021')
    .action((folder: string | undefined, options: DemoOptions) => demo(session, folder ?? 'demo', options));
}

async function demo(session: Session, folder: string, { pupils, seed, policy }: DemoOptions): Promise<void> {
  const { relative } = await import('node:path');
  const { demoDays, prepareDemo } = await import('../demo-county.ts');
  const { inspectWorkspace } = await import('../inspect-workspace.ts');
  const { runText } = await import('../run-text.ts');
  const { textTable } = await import('../text-table.ts');
  const { county, dropFor } = await prepareDemo(session, folder, { pupils, seed, policy });
  session.say(
    `演示县已生成：${county.settings.county_name}（虚构），${pupils} 名学生，在 ${relative(process.cwd(), county.folder) || '.'}`,
  );
  dropFor('lastWeek');
  const before = await inspectWorkspace(session, county, 'weekly-inspection', demoDays.lastWeek, { packages: false });
  session.say(
    `第一周（${demoDays.lastWeek}）：导入上周的表，查出 ${before.findings.total} 条问题。\n第二周（${demoDays.thisWeek}）：导入本周的表，结果如下。\n`,
  );
  dropFor('thisWeek');
  session.say(runText(await inspectWorkspace(session, county, 'weekly-inspection', demoDays.thisWeek)));
  session.say(nextSteps(relative(process.cwd(), county.folder) || '.', policy, textTable));
}

/** Commands to copy, as they are called here: through npm in a clone, by name once installed. */
function nextSteps(
  folder: string,
  policy: string,
  textTable: (header: readonly string[], rows: readonly (readonly string[])[]) => string,
): string {
  const heji = process.env.npm_lifecycle_event === undefined ? 'heji' : 'npm run heji --';
  const steps = [
    [`${heji} doctor --workspace ${folder}`, '自检'],
    [`${heji} findings list --workspace ${folder} --severity 红`, '在屏幕上看最要紧的问题'],
    [`${heji} findings export --workspace ${folder} --format csv --out 问题.csv`, '导出问题清单'],
    [`${heji} checks show absence-suspected-dropout`, '一项检查查什么'],
    [`${heji} policy show ${policy}`, '规定给的数字和条款'],
  ];
  return `\n接着可以试：用 WPS 或 Excel 打开上面的报表；或者\n${textTable([], steps)}`;
}
