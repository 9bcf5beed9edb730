import { Option } from 'commander';
import type { ExportOptions } from '../export-findings.ts';
import { findingOptions } from '../finding-options.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { ListOptions } from '../list-findings.ts';
import type { Session } from '../session.ts';

const mostListed = 100_000;

export function registerFindings(program: HejiCommand, session: Session): void {
  const findings = program
    .command('findings')
    .description('问题清单（list 在屏幕上看，export 导出）')
    .examples('heji findings list --severity 红', 'heji findings export --format csv --out 问题.csv');
  findingOptions(findings.command('list').description('在屏幕上列出一次运行的问题，可按检查、级别、学校等筛选；号码脱敏').workspaceOption())
    .option('--run <运行>', '哪一次运行（不写：最近一次）')
    .option('--sort <次序>', '按什么排：级别、学校、检查、姓名、编号 或 日期', '级别')
    .wholeNumberOption('--limit', '至多列出多少条', { least: 1, most: mostListed, default: 50 })
    .addOption(new Option('--format <格式>', 'table（表格）或 json').choices(['table', 'json']).default('table'))
    .examples(
      'heji findings list --severity 红,橙 --new              本期新增的红、橙',
      'heji findings list --school 三道岗 --sort 日期         名称里有这几个字的学校',
      'heji findings list --check dup-id-number --limit 500   某一项检查的',
    )
    .action(async (options: ListOptions) => (await import('../list-findings.ts')).listRunFindings(session, options));
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
