/** The names of a run's relations, or how else they are read. */
export interface KeptRun {
  readonly findings: string;
  readonly ledger: string;
}

/** What both relations have of a finding. */
const shared = [
  'number',
  'check_id',
  'check_title',
  'category',
  'variant',
  'kind',
  'severity',
  'certainty',
  'status',
  'school_code',
  'school_name',
  'entity',
  'entity_key',
  'registry_number',
  'id_number',
  'name',
  'grade_no',
  'class_no',
  'grade_label',
  'class_label',
  'group_key',
  'occurrence',
  'fact_date',
  'message',
  'basis',
  'how_to_fix',
  'evidence_text',
  'first_seen',
  'last_seen',
  'source_file',
  'source_row',
] as const;

/** What only the ledger knows of one. */
const ofLedger = ['mark', 'due_on', 'overdue_days', 'reopened_count', 'reply', 'reply_action', 'reply_verdict'] as const;

/**
 * SQL of the findings that stand after a run: those that it returned and did not excuse, and those that are open although it did not return
 * them, because the pupil is gone or nobody could look. A school that sends nothing must not have fewer problems for it.
 *
 * Runs of an earlier version kept no ledger: what they returned is all that stands, and all of it is owed.
 *
 * @param columns those of `findings`: runs of the first version do not tell what is counted twice.
 */
export function standingFindings({ findings, ledger }: KeptRun, columns: ReadonlySet<string>): string {
  const counted = columns.has('is_counted') ? 'coalesce(f.is_counted, true)' : 'true';
  const of = (alias: string, names: readonly string[]): string => names.map((name) => `${alias}.${name}`).join(', ');
  return `select ${of('f', shared)}, ${counted} as is_counted, ${of('l', ofLedger)},
      coalesce(l.is_owed, f.status not in ('waived', 'explained'), true) as is_owed, true as is_returned
    from ${findings} f left join ${ledger} l on l.number = f.number
    where f.excused_by is null
    union all
    select ${of('l', shared)}, coalesce(l.is_counted, true), ${of('l', ofLedger)}, l.is_owed, false
    from ${ledger} l anti join ${findings} f on f.number = l.number
    where l.is_open and l.is_of_pipeline`;
}
