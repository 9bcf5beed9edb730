import type { Workspace } from '../../workspace/workspace.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface PolicyOptions {
  readonly workspace?: string;
  readonly on?: string;
  readonly json?: boolean;
}

export function registerPolicy(program: HejiCommand, session: Session): void {
  program
    .command('policy')
    .description('规定目录（show 列出、说明）')
    .examples('heji policy show', 'heji policy show heilongjiang-2020')
    .command('show [规定]')
    .description('列出全部规定（在工作区里还列出本县执行哪些），或一份规定给各项检查的数字和条款')
    .option('-w, --workspace <文件夹>', '说明这个工作区执行哪些规定（默认当前文件夹，如果是工作区）')
    .dateOption('--on', '这一天是否有效')
    .jsonOption()
    .examples('heji policy show --on 2026-11-16', 'heji policy show lingyuan-2021')
    .action((id: string | undefined, options: PolicyOptions) => showPolicy(session, id, options));
}

async function showPolicy(session: Session, id: string | undefined, { workspace: folder, on, json }: PolicyOptions): Promise<void> {
  const { UsageFailure } = await import('../../failure.ts');
  const { loadChecks } = await import('../../checks/catalogue.ts');
  const { loadPacks, policiesDir } = await import('../../policy/load.ts');
  const { packDocument, packText } = await import('../policy-text.ts');
  const { packListText, workspacePolicyText } = await import('../policy-list.ts');
  const checks = loadChecks();
  const packs = loadPacks(policiesDir, checks);
  if (id === undefined) {
    const all = packs.ids.map((each) => packs.get(each));
    if (json) return session.json(all.map((pack) => packDocument(pack, on)));
    session.say(packListText(all, on));
    const workspace = await openedWorkspace(folder);
    if (workspace !== null) session.say(`\n${workspacePolicyText(workspace, packs)}`);
    return;
  }
  if (!packs.ids.includes(id)) throw new UsageFailure(`没有规定“${id}”，可用：${packs.ids.join('、')}。`);
  const pack = packs.get(id);
  const rules = checks.map((check) => ({ check, policy: packs.policyFor(id, check.id, []) }));
  if (json) session.json({ ...packDocument(pack, on), checks: rules.map(({ check, policy }) => ({ check: check.id, ...policy })) });
  else session.say(packText(pack, rules, on));
}

/** The workspace that was named, or the one that the command was called in; null where it was called elsewhere. */
async function openedWorkspace(folder: string | undefined): Promise<Workspace | null> {
  const { existsSync } = await import('node:fs');
  const { Workspace } = await import('../../workspace/workspace.ts');
  return folder === undefined && !existsSync('heji.yaml') ? null : Workspace.open(folder ?? '.');
}
