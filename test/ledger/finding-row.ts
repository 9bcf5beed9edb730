import type { Engine, Row } from '../../src/engine/engine.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';

/** A row of `all_findings`. */
export const findingRow: Row = {
  number: '2026-000001',
  check_id: 'id-checksum',
  check_title: '证件号校验位错',
  category: '信息质量',
  variant: null,
  kind: 'must-fix',
  severity: 'orange',
  certainty: '确定',
  status: 'new',
  is_counted: true,
  school_code: '2230100001',
  school_name: '依兰县第一小学',
  entity: 'student',
  entity_key: 'S0000001',
  registry_number: 'G230123201501010017',
  id_number: '230123201501010017',
  name: '王一',
  grade_no: 3,
  class_no: 2,
  grade_label: '三年级',
  class_label: '2班',
  group_key: null,
  occurrence: null,
  fact_date: '2026-11-16',
  evidence: '{"seen":"230123201501010017 与 L230123201501010018","days":8,"none":null}',
  message: '号码230123201501010017不成立',
  excused_by: null,
  policy: 'heilongjiang-2020',
  articles: [],
  first_seen: '2026-11-09',
  last_seen: '2026-11-16',
};

const types: Readonly<Record<string, string>> = {
  is_counted: 'boolean',
  grade_no: 'integer',
  class_no: 'integer',
  fact_date: 'date',
  first_seen: 'date',
  last_seen: 'date',
  articles: 'integer[]',
  evidence: 'json',
};

/** Makes `all_findings` of rows that differ from `findingRow` in what is given. */
export async function createFindings(engine: Engine, rows: readonly Row[]): Promise<void> {
  const columns = Object.fromEntries(Object.keys(findingRow).map((name) => [name, types[name] ?? 'varchar']));
  const whole = rows.map((changes) => ({ ...findingRow, evidence: JSON.parse(String(findingRow.evidence)), ...changes }));
  await createTableFromRows(engine, 'all_findings', columns, whole);
}
