import { describe, expect, it } from 'vitest';
import type { ExportedFinding } from '../../src/ledger/export.ts';
import { csvHead, csvLines } from '../../src/ledger/export-csv.ts';

const finding: ExportedFinding = {
  number: '2026-000001-1',
  check: 'dup-id-number',
  variant: null,
  kind: 'must-fix',
  severity: 'red',
  certainty: '确定',
  status: 'new',
  school_code: '2230100001',
  entity: 'student',
  entity_key: 'S0000001',
  subject: { registry_number: 'G230123**********17', id_number: '230123**********17', name: '王一', grade_no: 3, class_no: -1 },
  group_key: '2026-000001',
  occurrence: null,
  fact_date: '2026-11-16',
  evidence: { records: 2 },
  message: '共有2条',
  excused_by: null,
  policy: 'heilongjiang-2020',
  articles: [20, 22],
  first_seen: '2026-11-16',
  last_seen: '2026-11-16',
};

const lineOf = (changes: Partial<ExportedFinding>): string => csvLines([{ ...finding, ...changes }]).slice(0, -2);

describe('findings as csv', () => {
  it('has a line for each finding, evidence as JSON text', () => {
    expect(lineOf({})).toBe(
      '2026-000001-1,dup-id-number,,must-fix,red,确定,new,2230100001,student,S0000001,G230123**********17,230123**********17,王一,3,-1,2026-000001,,2026-11-16,"{""records"":2}",共有2条,,heilongjiang-2020,20、22,2026-11-16,2026-11-16',
    );
  });

  it('begins with a byte order mark even when nothing was found', () => {
    expect(csvHead + csvLines([])).toMatch(/^\uFEFFnumber,.*,last_seen\r\n$/);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('takes the power from %j', (name) => {
    expect(lineOf({ subject: { ...finding.subject, name } })).toContain(`,'${name},`);
  });

  it('quotes what holds separators, and leaves a sign inside a text alone', () => {
    expect(lineOf({ message: '甲,"乙"\n丙' })).toContain(',"甲,""乙""\n丙",');
    expect(lineOf({ message: '1=1' })).toContain(',1=1,');
  });
});
