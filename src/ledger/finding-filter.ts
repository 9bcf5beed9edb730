import { listLiteral, literal } from '../engine/sql-text.ts';

/** Which of a run's rows are meant. An empty list leaves that property open. */
export interface FindingFilter {
  readonly checks: readonly string[];
  /** Titles: 重复 班额 辍学 信息质量. */
  readonly categories: readonly string[];
  readonly severities: readonly string[];
  readonly kinds: readonly string[];
  readonly statuses: readonly string[];
  readonly certainties: readonly string[];
  /** A school's code, or part of its name. */
  readonly schools: readonly string[];
  /** Part of a name, or of the number of a finding. */
  readonly search: string | null;
  readonly excused: 'with' | 'without' | 'only';
  /** Only what is past its day; asked of the present ledger, not of a run. */
  readonly overdue: boolean;
}

/** Everything that a run returned. */
export const allFindings: FindingFilter = {
  checks: [],
  categories: [],
  severities: [],
  kinds: [],
  statuses: [],
  certainties: [],
  schools: [],
  search: null,
  excused: 'with',
  overdue: false,
};

const isOneOf = (column: string, values: readonly string[]): string | null =>
  values.length === 0 ? null : `list_contains(${listLiteral(values)}, ${column})`;

/** Whether a school is meant, as a condition on `school_code` and `school_name`. */
export const schoolCondition = (schools: readonly string[]): string | null =>
  schools.length === 0
    ? null
    : `(${schools.map((school) => `school_code = ${literal(school)} or contains(school_name, ${literal(school)})`).join(' or ')})`;

const excusedConditions = { with: null, without: 'excused_by is null', only: 'excused_by is not null' } as const;

/** A condition on the columns of `all_findings`. */
export function filterCondition(filter: FindingFilter): string {
  const conditions = [
    isOneOf('check_id', filter.checks),
    isOneOf('category', filter.categories),
    isOneOf('severity', filter.severities),
    isOneOf('kind', filter.kinds),
    isOneOf('status', filter.statuses),
    isOneOf('certainty', filter.certainties),
    schoolCondition(filter.schools),
    filter.search === null ? null : `(contains(name, ${literal(filter.search)}) or contains(number, ${literal(filter.search)}))`,
    excusedConditions[filter.excused],
    filter.overdue ? 'overdue_days > 0' : null,
  ].filter((condition) => condition !== null);
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}
