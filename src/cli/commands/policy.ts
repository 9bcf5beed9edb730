import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface PolicyOptions {
  readonly on?: string;
  readonly json?: boolean;
}

export function registerPolicy(program: HejiCommand, session: Session): void {
  program
    .command('policy')
    .description('规定目录（show 列出、说明）')
    .examples('heji policy show', 'heji policy show heilongjiang-2020')
    .command('show [规定]')
    .description('列出全部规定，或一份规定给各项检查的数字和条款')
    .dateOption('--on', '这一天是否有效')
    .jsonOption()
    .examples('heji policy show --on 2026-11-16', 'heji policy show lingyuan-2021')
    .action((id: string | undefined, options: PolicyOptions) => showPolicy(session, id, options));
}

async function showPolicy(session: Session, id: string | undefined, { on, json }: PolicyOptions): Promise<void> {
  const { UsageFailure } = await import('../../failure.ts');
  const { loadChecks } = await import('../../checks/catalogue.ts');
  const { loadPacks, policiesDir } = await import('../../policy/load.ts');
  const { packDocument, packText } = await import('../policy-text.ts');
  const { packListText } = await import('../policy-list.ts');
  const checks = loadChecks();
  const packs = loadPacks(policiesDir, checks);
  if (id === undefined) {
    const all = packs.ids.map((each) => packs.get(each));
    if (json) session.json(all.map((pack) => packDocument(pack, on)));
    else session.say(packListText(all, on));
    return;
  }
  if (!packs.ids.includes(id)) throw new UsageFailure(`没有规定“${id}”，可用：${packs.ids.join('、')}。`);
  const pack = packs.get(id);
  const rules = checks.map((check) => ({ check, policy: packs.policyFor(id, check.id, []) }));
  if (json) session.json({ ...packDocument(pack, on), checks: rules.map(({ check, policy }) => ({ check: check.id, ...policy })) });
  else session.say(packText(pack, rules, on));
}
