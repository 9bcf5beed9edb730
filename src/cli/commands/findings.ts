import { Option } from 'commander';
import type { ExportOptions } from '../export-findings.ts';
import { type FindingViewOptions, findingOptions } from '../finding-options.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { ListOptions } from '../list-findings.ts';
import type { Session } from '../session.ts';

const mostListed = 100_000;

export function registerFindings(program: HejiCommand, session: Session): void {
  const findings = program
    .command('findings')
    .description('问题清单（list 在屏幕上看，show 看一条，history 看经过，export 导出）')
    .examples('heji findings list --severity 红', 'heji findings export --format csv --out 问题.csv');
  findingOptions(
    findings.command('list').description('在屏幕上列出台账里未了的问题，可按检查、级别、学校等筛选；号码脱敏').workspaceOption(),
  )
    .option('--overdue', '只要已逾期的')
    .option('--run <运行>', '只看某一次运行查出的（不写：现在的台账）')
    .option('--sort <次序>', '按什么排：级别、学校、检查、姓名、编号 或 日期', '级别')
    .wholeNumberOption('--limit', '至多列出多少条', { least: 1, most: mostListed, default: 50 })
    .addOption(new Option('--format <格式>', 'table（表格）或 json').choices(['table', 'json']).default('table'))
    .jsonOption()
    .examples(
      'heji findings list --severity 红,橙 --new              本期新增的红、橙',
      'heji findings list --overdue --sort 学校              已过整改时限的',
      'heji findings list --school 三道岗 --sort 日期         名称里有这几个字的学校',
      'heji findings list --check dup-id-number --limit 500   某一项检查的',
    )
    .action(async (options: ListOptions) => (await import('../list-findings.ts')).listRunFindings(session, options));
  findings
    .command('show <问题>')
    .description('一条问题的全部情况：对象、说明、依据、证据、处理建议、日期、时限、学校答复、豁免；号码脱敏')
    .workspaceOption()
    .jsonOption()
    .examples('heji findings show 2026-000123')
    .action(async (number: string, options: FindingViewOptions) =>
      (await import('../show-finding.ts')).showFinding(session, number.trim(), options),
    );
  findings
    .command('history <问题>')
    .description('一条问题（或一组重复）的经过：何时、哪次运行或何人、从什么状态到什么状态、为什么')
    .workspaceOption()
    .jsonOption()
    .examples('heji findings history 2026-000123')
    .action(async (number: string, options: FindingViewOptions) =>
      (await import('../finding-history.ts')).showHistory(session, number.trim(), options),
    );
  findingOptions(
    findings
      .command('export')
      .description('导出一次运行的问题，含已豁免的（不加筛选：全部）；号码默认脱敏')
      .workspaceOption()
      .addOption(
        new Option('--format <格式>', 'jsonl（一行一条）、csv、arrow 或 parquet')
          .choices(['jsonl', 'csv', 'arrow', 'parquet'])
          .makeOptionMandatory(),
      )
      .option('--out <文件>', '写入文件（不写：输出到屏幕，只限 jsonl 和 csv）'),
    '只要这些状态：新增、持续、反弹、未报送、已豁免、已说明（已销号、已了结的不在一次运行查出的里面）',
  )
    .option('--run <运行>', '哪一次运行（不写：最近一次）')
    .option('--unmasked', '不脱敏；须同时用 --reason 写明理由，并记入访问日志')
    .option('--reason <理由>', '不脱敏的理由')
    .examples(
      'heji findings export --format csv --out 问题.csv',
      'heji findings export --format parquet --out 问题.parquet',
      'heji findings export --format jsonl --unmasked --reason "核对原件"',
    )
    .action(async (options: ExportOptions) => (await import('../export-findings.ts')).exportRunFindings(session, options));
}
