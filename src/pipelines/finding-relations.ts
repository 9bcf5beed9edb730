import type { Check } from '../checks/definition.ts';
import { categories } from '../checks/definition.ts';
import { classLabel, gradeLabel } from '../checks/finding.ts';
import type { CheckStatus } from '../checks/run.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import type { LedgerEntry } from '../ledger/reconcile.ts';

const findingColumns = {
  number: 'varchar',
  check_id: 'varchar',
  check_title: 'varchar',
  category: 'varchar',
  variant: 'varchar',
  kind: 'varchar',
  severity: 'varchar',
  certainty: 'varchar',
  status: 'varchar',
  is_counted: 'boolean',
  school_code: 'varchar',
  entity: 'varchar',
  entity_key: 'varchar',
  record_key: 'varchar',
  registry_number: 'varchar',
  id_number: 'varchar',
  name: 'varchar',
  grade_no: 'integer',
  class_no: 'integer',
  grade_label: 'varchar',
  class_label: 'varchar',
  group_key: 'varchar',
  occurrence: 'varchar',
  fact_date: 'date',
  message: 'varchar',
  basis: 'varchar',
  policy: 'varchar',
  articles: 'integer[]',
  how_to_fix: 'varchar',
  evidence: 'json',
  evidence_text: 'varchar',
  excused_by: 'varchar',
  first_seen: 'date',
  last_seen: 'date',
};

/** Makes `all_findings`: every row that this run returned, excused ones too, with school and place in the source added. */
export async function createFindingRelations(engine: Engine, entries: readonly LedgerEntry[]): Promise<void> {
  const found = new Set(entries.map(({ finding }) => `${finding.check.id}|${finding.entityKey}`));
  await createTableFromRows(engine, 'finding_rows', findingColumns, findingRows(entries, found));
  // A class is shown at the first row of one of its pupils, a school at its row in the table of schools or, where it has none, likewise;
  // somebody whom only the list of the police knows there.
  await engine.run(`create or replace table all_findings as
    with school_rows as (
        select school_code, 1 as preference, source, source_file, source_sheet, source_row from schools
        union all
        select school_code, 2, source, source_file, source_sheet, source_row from current_students
        where school_code in (select record_key from finding_rows where entity = 'school')
    ),
    school_places as (
        select school_code as record_key, null as class_name, source_file, source_sheet, source_row
        from school_rows
        where school_code is not null
        qualify row_number() over (partition by school_code order by preference, source, source_row) = 1
    ),
    places as (
        select record_key, class_name, source_file, source_sheet, source_row from current_students
        union all
        select record_key, class_label, source_file, source_sheet, source_row from vanished_students
        union all
        select * from school_places
        union all
        select 'police:' || load_batch || '-' || source || '-' || source_row, class_name, source_file, source_sheet, source_row from police_results
    )
    select f.* exclude (record_key) replace (coalesce(nullif(f.class_label, ''), p.class_name) as class_label), coalesce(o.school_name, f.school_code) as school_name, coalesce(o.unlisted, true) as unlisted,
           p.source_file, p.source_sheet, p.source_row
    from finding_rows f
    left join school_overview o on o.school_code = f.school_code
    left join current_classes c on f.entity = 'class' and c.class_key = f.record_key
    left join places p on p.record_key = coalesce(c.first_record, f.record_key)`);
}

function* findingRows(entries: readonly LedgerEntry[], found: ReadonlySet<string>): Generator<object> {
  for (const entry of entries) yield findingRow(entry, found);
}

function findingRow(entry: LedgerEntry, found: ReadonlySet<string>): object {
  const { finding } = entry;
  const isClass = finding.check.entity === 'class';
  return {
    number: entry.number,
    check_id: finding.check.id,
    check_title: finding.check.title,
    category: categories[finding.check.category],
    variant: finding.variant,
    kind: finding.kind,
    severity: finding.severity,
    certainty: finding.certainty,
    status: entry.status,
    is_counted: !finding.check.counted_with.some((check) => found.has(`${check}|${finding.entityKey}`)),
    school_code: finding.schoolCode,
    entity: finding.check.entity,
    // A class or school keeps its readable key; a pupil's is the ledger's, so that nothing has to be masked.
    entity_key: isClass || finding.check.entity === 'school' ? finding.entityKey : entry.subject,
    record_key: finding.entityKey,
    registry_number: finding.registryNumber,
    id_number: finding.idNumber,
    name: finding.name,
    grade_no: finding.gradeNo,
    class_no: finding.classNo,
    grade_label: gradeLabel(finding.gradeNo),
    class_label: classLabel(finding.classNo, isClass ? (finding.entityKey.split('|')[3] ?? null) : null),
    group_key: entry.group,
    occurrence: finding.occurrence,
    fact_date: finding.factDate,
    message: finding.message,
    basis: finding.basis,
    policy: finding.policyId,
    articles: finding.articles,
    how_to_fix: finding.howToFix,
    evidence: finding.evidence,
    evidence_text: finding.evidenceText,
    excused_by: finding.excusedBy,
    first_seen: entry.firstSeen,
    last_seen: entry.lastSeen,
  };
}

/** Makes `check_statuses`: check × school. */
export async function createStatusRelation(engine: Engine, checks: readonly Check[], statuses: readonly CheckStatus[]): Promise<void> {
  const order = new Map(checks.map((check, index) => [check.id, index]));
  const byId = new Map(checks.map((check) => [check.id, check]));
  const columns = {
    check_id: 'varchar',
    check_title: 'varchar',
    category: 'varchar',
    check_order: 'integer',
    school_code: 'varchar',
    status: 'varchar',
    reason: 'varchar',
    findings: 'integer',
    excused: 'integer',
  };
  await createTableFromRows(
    engine,
    'status_rows',
    columns,
    statuses.map((status) => {
      const check = byId.get(status.checkId)!;
      return {
        check_id: check.id,
        check_title: check.title,
        category: categories[check.category],
        check_order: order.get(check.id),
        school_code: status.schoolCode,
        status: status.status,
        reason: status.reason,
        findings: status.findings,
        excused: status.excused,
      };
    }),
  );
  await engine.run(`create or replace table check_statuses as
    select s.*, coalesce(o.school_name, s.school_code) as school_name
    from status_rows s left join school_overview o on o.school_code = s.school_code`);
}
