import { describe, expect, it } from 'vitest';
import type { Engine, Row } from '../../src/engine/engine.ts';
import { exportedFindingSchema, exportedFindings } from '../../src/ledger/export.ts';

const row: Row = {
  number: '2026-000001',
  check_id: 'id-checksum',
  variant: null,
  kind: 'must-fix',
  severity: 'orange',
  certainty: '确定',
  status: 'new',
  school_code: '2230100001',
  entity: 'student',
  entity_key: 'S0000001',
  registry_number: 'G230123201501010017',
  id_number: '230123201501010017',
  name: '王一',
  grade_no: 3,
  class_no: 2,
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

const export1 = async (changes: Row, unmasked: boolean) => {
  const engine: Engine = { run: async () => {}, rows: async () => [{ ...row, ...changes }], close: () => {} };
  const [finding] = await exportedFindings(engine, unmasked);
  return exportedFindingSchema.parse(finding);
};

describe('an exported finding', () => {
  it('is masked wherever a number of a person may stand', async () => {
    const finding = await export1({}, false);
    expect(finding.subject).toEqual({
      registry_number: 'G230123**********17',
      id_number: '230123**********17',
      name: '王一',
      grade_no: 3,
      class_no: 2,
    });
    expect(finding.message).toBe('号码230123**********17不成立');
    expect(finding.evidence).toEqual({ seen: '230123**********17 与 L230123**********18', days: 8, none: null });
  });

  it('is whole when unmasked', async () => {
    const finding = await export1({}, true);
    expect([finding.subject.id_number, finding.message]).toEqual(['230123201501010017', '号码230123201501010017不成立']);
  });

  it('withholds a sensitive reason unless unmasked, and keeps another', async () => {
    const excused = { number: null, status: null, excused_by: '专门学校', first_seen: null, last_seen: null };
    expect((await export1(excused, false)).excused_by).toBe('其他已核实');
    expect((await export1(excused, true)).excused_by).toBe('专门学校');
    expect((await export1({ ...excused, excused_by: '转学在办' }, false)).excused_by).toBe('转学在办');
  });
});
