import { UsageFailure } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface InitOptions {
  readonly countyCode: string;
  readonly countyName: string;
  readonly policy: string;
}

export function registerInit(program: HejiCommand, session: Session): void {
  program
    .command('init <文件夹>')
    .description('新建一个县的工作区')
    .requiredOption('--county-code <区划码>', '县级行政区划码，6 位')
    .requiredOption('--county-name <名称>', '县名，印在报表上')
    .requiredOption('--policy <规定>', '执行的规定；heji policy show 列出全部')
    .examples('heji init 依兰县学籍 --county-code 230123 --county-name 依兰县 --policy heilongjiang-2020')
    .action((folder: string, options: InitOptions) => init(session, folder, options));
}

async function init(session: Session, folder: string, { countyCode, countyName, policy }: InitOptions): Promise<void> {
  const { loadChecks } = await import('../../checks/catalogue.ts');
  const { loadPacks, policiesDir } = await import('../../policy/load.ts');
  const { unixScript, windowsScript, writeWeekScripts } = await import('../../schedule/week-scripts.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  if (!/^\d{6}$/.test(countyCode)) throw new UsageFailure(`--county-code 写的是“${countyCode}”，应为 6 位数字的行政区划码，如 230123。`);
  if (countyName.trim() === '') throw new UsageFailure('--county-name 是空的，请写县名，如 依兰县。');
  const packs = loadPacks(policiesDir, loadChecks());
  if (!packs.ids.includes(policy)) throw new UsageFailure(`没有规定“${policy}”，可用：${packs.ids.join('、')}。`);
  const workspace = Workspace.create(folder, countyCode, countyName.trim(), policy);
  session.say(`已建好${workspace.settings.county_name}的工作区 ${workspace.folder}，执行《${packs.get(policy).title}》。`);
  writeWeekScripts(workspace.folder);
  session.say(
    `下一步：把学校报来的表放进其中的 inbox 文件夹，然后双击 ${windowsScript}（Linux 上是 ${unixScript}），或在这个文件夹里运行 heji run weekly-inspection。`,
  );
}
