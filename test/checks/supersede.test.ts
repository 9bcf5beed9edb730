import { describe, expect, it } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import type { Finding } from '../../src/checks/finding.ts';
import { dropSuperseded } from '../../src/checks/supersede.ts';

const checks = loadChecks();
const check = (id: string) => checks.find((one) => one.id === id)!;

const row = (id: string, own: Partial<Finding> = {}): Finding =>
  ({ check: check(id), entityKey: '000001-1-2', occurrence: null, excusedBy: null, ...own }) as Finding;

const left = (...rows: Finding[]): string[] => dropSuperseded(rows, checks).kept.map((finding) => finding.check.id);

const milder = 'required-missing';
const graver = 'id-missing';

describe('of one fact', () => {
  it('only the graver finding is reported', () => {
    expect(left(row(milder), row(graver))).toEqual([graver]);
  });

  it('an excused graver row does not hide a finding', () => {
    expect(left(row(milder), row(graver, { excusedBy: '凭就读证明' }))).toEqual([milder, graver]);
  });

  it('an excused milder row is not listed beside a graver one, excused or not', () => {
    expect(left(row(milder, { excusedBy: '整项空白' }), row(graver, { excusedBy: '凭就读证明' }))).toEqual([graver]);
    expect(left(row(milder, { excusedBy: '整项空白' }), row(graver))).toEqual([graver]);
  });
});

describe('different facts are reported each', () => {
  it('of two records', () => {
    expect(left(row(milder, { entityKey: '000001-1-3' }), row(graver))).toEqual([milder, graver]);
  });

  it('of two occasions', () => {
    expect(left(row(milder, { occurrence: '2026-09-01' }), row(graver))).toEqual([milder, graver]);
  });

  it('of checks that have nothing to do with each other', () => {
    expect(left(row('id-length'), row(graver))).toEqual(['id-length', graver]);
  });
});
