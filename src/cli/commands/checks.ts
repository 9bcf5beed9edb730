import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface ChecksOptions {
  readonly json?: boolean;
}

export function registerChecks(program: HejiCommand, session: Session): void {
  const checks = program
    .command('checks')
    .description('检查目录（list 列出，show 说明）')
    .examples('heji checks list', 'heji checks show dup-id-number');
  checks
    .command('list')
    .description('列出全部检查')
    .jsonOption()
    .examples('heji checks list')
    .action((options: ChecksOptions) => listChecks(session, options));
  checks
    .command('show <检查>')
    .description('说明一项检查：查什么、为什么、怎么改、例外、需要的数据、证据')
    .jsonOption()
    .examples('heji checks show absence-suspected-dropout')
    .action((id: string, options: ChecksOptions) => showCheck(session, id, options));
}

async function listChecks(session: Session, options: ChecksOptions): Promise<void> {
  const { loadChecks } = await import('../../checks/catalogue.ts');
  const { categories } = await import('../../checks/definition.ts');
  const { checkDocument } = await import('../check-text.ts');
  const { severityTitles } = await import('../run-text.ts');
  const { textTable } = await import('../text-table.ts');
  const checks = loadChecks();
  if (options.json) return session.json(checks.map(checkDocument));
  const rows = checks.map((check) => [check.id, check.title, categories[check.category], severityTitles[check.severity]]);
  session.say(textTable(['代号', '检查', '类别', '级别'], rows, ''));
  session.say('\n级别可由规定和变体改变。说明：heji checks show 代号');
}

async function showCheck(session: Session, id: string, options: ChecksOptions): Promise<void> {
  const { findCheck, loadChecks } = await import('../../checks/catalogue.ts');
  const { checkDocument, checkText } = await import('../check-text.ts');
  const check = findCheck(loadChecks(), id);
  if (options.json) session.json(checkDocument(check));
  else session.say(checkText(check));
}
