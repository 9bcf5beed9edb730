import { UsageFailure } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface TraceOptions {
  readonly workspace: string;
  readonly unmasked?: boolean;
  readonly reason?: string;
  readonly json?: boolean;
}

export function registerTrace(program: HejiCommand, session: Session): void {
  program
    .command('trace <问题>')
    .description('说明一个问题从哪里来：哪个文件、工作表、第几行、哪一列，原文是什么；号码默认脱敏')
    .workspaceOption()
    .option('--unmasked', '不脱敏；须同时用 --reason 写明理由，并记入访问日志')
    .option('--reason <理由>', '不脱敏的理由')
    .jsonOption()
    .examples('heji trace 2026-000123', 'heji trace 2026-000123-1 --unmasked --reason "核对原件"')
    .action((number: string, options: TraceOptions) => trace(session, number.trim(), options));
}

async function trace(session: Session, number: string, options: TraceOptions): Promise<void> {
  const unmasked = options.unmasked === true;
  const reason = options.reason?.trim() || null;
  if (unmasked && reason === null) throw new UsageFailure('--unmasked 显示的号码不脱敏，须用 --reason 写明理由，如 --reason "核对原件"。');
  if (!unmasked && reason !== null) throw new UsageFailure('--reason 只与 --unmasked 一起用；脱敏时不必写理由。');
  const { appendAccess } = await import('../../privacy/access-log.ts');
  const { traceFinding } = await import('../../trace/trace-finding.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { traceText } = await import('../trace-text.ts');
  const workspace = Workspace.open(options.workspace);
  const document = await traceFinding(workspace, number, unmasked, session.progress);
  // Logged first: nothing leaves that the log does not know of.
  const action = `追溯问题 ${number}（${unmasked ? '未脱敏' : '脱敏'}）`;
  const rows = document.records.flatMap(({ datasets }) => datasets.flatMap((dataset) => dataset.rows)).length;
  const approval = unmasked ? (workspace.settings.authorised_copy?.approval ?? null) : null;
  appendAccess(workspace.folder, { action, rows, approval, reason }, session.startedAt);
  if (options.json) session.json(document);
  else session.say(traceText(document));
}
