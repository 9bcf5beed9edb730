import { Option } from 'commander';
import { UsageFailure } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface ExportOptions {
  readonly workspace: string;
  readonly format: 'jsonl' | 'csv';
  readonly out?: string;
  readonly unmasked?: boolean;
  readonly reason?: string;
}

export function registerFindings(program: HejiCommand, session: Session): void {
  const findings = program
    .command('findings')
    .description('问题清单（export 导出）')
    .examples('heji findings export --format csv --out 问题.csv');
  findings
    .command('export')
    .description('导出最近一次运行的全部问题，含已豁免的；号码默认脱敏')
    .workspaceOption()
    .addOption(new Option('--format <格式>', '一行一条：jsonl 或 csv').choices(['jsonl', 'csv']).makeOptionMandatory())
    .option('--out <文件>', '写入文件（不写：输出到屏幕）')
    .option('--unmasked', '不脱敏；须同时用 --reason 写明理由，并记入访问日志')
    .option('--reason <理由>', '不脱敏的理由')
    .examples('heji findings export --format csv --out 问题.csv', 'heji findings export --format jsonl --unmasked --reason "核对原件"')
    .action((options: ExportOptions) => exportFindings(session, options));
}

async function exportFindings(session: Session, options: ExportOptions): Promise<void> {
  const unmasked = options.unmasked === true;
  const reason = options.reason?.trim() || null;
  if (unmasked && reason === null) throw new UsageFailure('--unmasked 导出的号码不脱敏，须用 --reason 写明理由，如 --reason "核对原件"。');
  if (!unmasked && reason !== null) throw new UsageFailure('--reason 只与 --unmasked 一起用；脱敏导出不必写理由。');
  const { DuckDbEngine } = await import('../../engine/duckdb.ts');
  const { exportedFindings } = await import('../../ledger/export.ts');
  const { findingsCsv } = await import('../../ledger/export-csv.ts');
  const { openRun } = await import('../../pipelines/run-store.ts');
  const { appendAccess } = await import('../../privacy/access-log.ts');
  const { saveFile } = await import('../../reports/save.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { chooseRun } = await import('../run-choice.ts');
  const workspace = Workspace.open(options.workspace);
  const event = chooseRun(workspace, undefined);
  const { run } = event;
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, event);
    const findings = await exportedFindings(engine, unmasked);
    const text = options.format === 'csv' ? findingsCsv(findings) : findings.map((finding) => `${JSON.stringify(finding)}\n`).join('');
    // Logged first: nothing leaves that the log does not know of.
    const action = `导出运行 ${run} 的问题清单（${unmasked ? '未脱敏' : '脱敏'}，${options.format}）`;
    appendAccess(workspace.folder, { action, rows: findings.length, approval: null, reason }, session.startedAt);
    if (options.out === undefined) return session.write(text);
    const file = await saveFile(Buffer.from(text), options.out);
    session.say(`已导出运行 ${run} 的 ${findings.length} 条到 ${file}，号码${unmasked ? '未脱敏，严禁外传' : '已脱敏'}。`);
  } finally {
    engine.close();
  }
}
