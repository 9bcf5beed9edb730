import type { FindingFilter } from '../ledger/finding-filter.ts';
import type { HejiCommand } from './heji-command.ts';

/** Options of what shows one finding. */
export interface FindingViewOptions {
  readonly workspace: string;
  readonly json?: boolean;
}

/** What the user typed to pick findings. */
export interface FindingOptions {
  readonly check?: string;
  readonly category?: string;
  readonly severity?: string;
  readonly school?: string;
  readonly status?: string;
  readonly certainty?: string;
  readonly kind?: string;
  readonly search?: string;
  readonly new?: boolean;
  readonly excused?: boolean;
  readonly overdue?: boolean;
}

const ledgerStatuses = '只要这些状态：新增、持续、反弹、未报送、已豁免、已说明、已销号、已了结，或 全部';

/** Adds the options that pick findings, the same for every command that has them but for the statuses that it knows. */
export const findingOptions = (command: HejiCommand, statuses = ledgerStatuses): HejiCommand =>
  command
    .option('--check <检查>', '只要这些检查（代号或名称；几个之间用逗号隔开，下同）')
    .option('--category <类别>', '只要这些类别：重复、班额、辍学、信息质量')
    .option('--severity <级别>', '只要这些级别：红、橙、黄、蓝')
    .option('--school <学校>', '只要这些学校（标识码，或名称里的几个字）')
    .option('--status <状态>', statuses)
    .option('--certainty <确定程度>', '确定 或 待核')
    .option('--kind <性质>', '必改 或 核实')
    .option('--search <文字>', '姓名或问题编号里有这些字的')
    .option('--new', '只要新增的')
    .option('--excused', '只要有正当事由、不作为问题的（报表“已豁免”页）');

/**
 * The filter that the options make; `otherwise` says what becomes of excused rows where the options do not.
 * @throws UsageFailure for a word that is not known, or options that contradict each other
 */
export async function findingFilter(options: FindingOptions, otherwise: FindingFilter['excused']): Promise<FindingFilter> {
  const { loadChecks } = await import('../checks/catalogue.ts');
  const { categories } = await import('../checks/definition.ts');
  const { UsageFailure } = await import('../failure.ts');
  const { checkCodes } = await import('./check-codes.ts');
  const { certaintyTitles, kindTitles, statusCodes } = await import('./finding-words.ts');
  const { severityTitles } = await import('./run-text.ts');
  const { codesOf, wordsOf } = await import('./word-list.ts');
  if (options.new && options.status !== undefined) throw new UsageFailure('--new 就是 --status 新增，两个只写一个。');
  if (options.excused && (options.new || options.status !== undefined)) {
    throw new UsageFailure('--excused 只要有正当事由的，它们没有状态，不能和 --status、--new 一起用。');
  }
  return {
    checks: checkCodes(loadChecks(), options.check),
    categories: codesOf('--category', options.category, categories).map((code) => categories[code as keyof typeof categories]),
    severities: codesOf('--severity', options.severity, severityTitles),
    kinds: codesOf('--kind', options.kind, kindTitles),
    statuses: options.new ? ['new'] : statusCodes(options.status),
    certainties: codesOf('--certainty', options.certainty, certaintyTitles),
    schools: wordsOf('--school', options.school),
    search: options.search?.trim() || null,
    excused: options.excused ? 'only' : otherwise,
    overdue: options.overdue === true,
  };
}
