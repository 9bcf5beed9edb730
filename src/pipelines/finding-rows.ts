import { type Check, categories } from '../checks/definition.ts';
import { classLabel, type Finding, gradeLabel } from '../checks/finding.ts';
import { requiredDatasets } from '../checks/requirement.ts';
import type { CheckRun } from '../checks/run.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { toldColumns } from '../ledger/row-columns.ts';

/** Lists of persons from outside the registry, each of which replaces the one before. */
const comparedWith = ['persons', 'police_results'] as const;

/**
 * Makes what the ledger is asked about: `finding_rows` (every row that the checks returned, excused ones too), `dropped_rows` (the milder
 * ones that are not reported beside a graver one), `status_rows` (check × school) and `check_names` (each check of the pipeline by all names that it
 * ever had). `group_key` may hold a number of a person: it stays in the engine.
 */
export async function createCheckRows(engine: Engine, checks: readonly Check[], run: CheckRun): Promise<void> {
  const found = new Set(run.findings.map((finding) => `${finding.check.id}|${finding.entityKey}`));
  await createTableFromRows(
    engine,
    'finding_rows',
    { row_id: 'integer', record_key: 'varchar', ...toldColumns },
    findingRows(run.findings, found),
  );
  await createTableFromRows(
    engine,
    'dropped_rows',
    { check_id: 'varchar', record_key: 'varchar', occurrence: 'varchar', excused_by: 'varchar', graver_check: 'varchar' },
    run.dropped.map(({ finding, by }) => ({
      check_id: finding.check.id,
      record_key: finding.entityKey,
      occurrence: finding.occurrence,
      excused_by: finding.excusedBy,
      graver_check: by.check.id,
    })),
  );
  await createStatusRows(engine, checks, run);
  await createTableFromRows(
    engine,
    'check_names',
    { name: 'varchar', check_id: 'varchar', needs_attendance: 'boolean', compared_with: 'varchar' },
    checks.flatMap((check) =>
      [check.id, ...check.aliases].map((name) => ({
        name,
        check_id: check.id,
        needs_attendance: requiredDatasets(check).includes('absences'),
        compared_with: comparedWith.find((dataset) => requiredDatasets(check).includes(dataset)) ?? null,
      })),
    ),
  );
}

function* findingRows(findings: readonly Finding[], found: ReadonlySet<string>): Generator<object> {
  for (const [index, finding] of findings.entries()) yield { row_id: index, ...findingRow(finding, found) };
}

function findingRow(finding: Finding, found: ReadonlySet<string>): object {
  const { check } = finding;
  const isClass = check.entity === 'class';
  return {
    check_id: check.id,
    check_title: check.title,
    category: categories[check.category],
    variant: finding.variant,
    kind: finding.kind,
    severity: finding.severity,
    certainty: finding.certainty,
    is_counted: !check.counted_with.some((other) => found.has(`${other}|${finding.entityKey}`)),
    school_code: finding.schoolCode,
    entity: check.entity,
    record_key: finding.entityKey,
    registry_number: finding.registryNumber,
    id_number: finding.idNumber,
    name: finding.name,
    grade_no: finding.gradeNo,
    class_no: finding.classNo,
    grade_label: gradeLabel(finding.gradeNo),
    class_label: classLabel(finding.classNo, isClass ? (finding.entityKey.split('|')[3] ?? null) : null),
    group_key: finding.groupKey,
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
    material: finding.material,
    actions: finding.actions,
    is_protected: finding.isProtected,
  };
}

const statusColumns = {
  check_id: 'varchar',
  check_title: 'varchar',
  category: 'varchar',
  check_order: 'integer',
  school_code: 'varchar',
  status: 'varchar',
  reason: 'varchar',
  findings: 'integer',
  excused: 'integer',
  numbers: 'varchar',
  seen_columns: 'varchar',
  version: 'varchar',
};

async function createStatusRows(engine: Engine, checks: readonly Check[], { statuses }: CheckRun): Promise<void> {
  const order = new Map(checks.map((check, index) => [check.id, index]));
  const byId = new Map(checks.map((check) => [check.id, check]));
  const rows = statuses.map(({ checkId, schoolCode, seenColumns, ...status }) => {
    const check = byId.get(checkId)!;
    return {
      check_id: check.id,
      check_title: check.title,
      category: categories[check.category],
      check_order: order.get(check.id),
      school_code: schoolCode,
      ...status,
      seen_columns: seenColumns,
    };
  });
  await createTableFromRows(engine, 'status_rows', statusColumns, rows);
}
