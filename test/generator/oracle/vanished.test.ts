import { describe, expect, test } from 'vitest';
import type { Pupil } from '../../../src/generator/pupil.ts';
import { A, AS_OF, B, change, findings, pupil, type TinyCounty } from '../tiny-county.ts';

const gone = pupil(1);
const stays = pupil(2);
const count = (tiny: TinyCounty) => findings('pupil-vanished', { pupils: [stays], lastWeek: [gone, stays], ...tiny }).length;

describe('pupil-vanished', () => {
  test('kept last week, on no list this week', () => {
    expect(count({})).toBe(1);
    expect(count({ lastWeek: [{ ...gone, status: '10' }, stays] })).toBe(0);
    expect(count({ lastWeek: [{ ...gone, status: '02' }, stays] })).toBe(1);
  });

  test('known again by registry number, by ID, or by name and birth at the same school', () => {
    const now = (fields: Partial<Pupil>) => count({ pupils: [stays, { ...gone, key: 9, ...fields }] });
    const other = pupil(9);
    expect(now({ idNumber: other.idNumber, name: '改名' })).toBe(0);
    expect(now({ registryNumber: other.registryNumber, name: '改名' })).toBe(0);
    expect(now({ registryNumber: other.registryNumber, idNumber: other.idNumber })).toBe(0);
    expect(now({ registryNumber: other.registryNumber, idNumber: other.idNumber, schoolCode: B, classKey: `${B}-1-1` })).toBe(1);
    expect(now({ schoolCode: B, classKey: `${B}-1-1` })).toBe(0);
    expect(now({ status: '16' })).toBe(0);
  });

  test('a legal exit has to be in effect by the day of inspection', () => {
    const transfer = (fields: Parameters<typeof change>[2]) => count({ changes: [change(1, '22', { fromSchoolCode: A, ...fields })] });
    expect(transfer({ effectiveDate: AS_OF })).toBe(0);
    expect(transfer({ effectiveDate: '2026-10-17' })).toBe(1);
    expect(transfer({ approval: 'pending' })).toBe(1);
    expect(transfer({ effectiveDate: AS_OF, fromSchoolCode: B })).toBe(1);
  });

  test('death, going abroad and an approved deletion are exits; suspension and a refused deletion are none', () => {
    const effective = { effectiveDate: '2026-10-12' };
    for (const type of ['51', '55', '18'] as const) expect(count({ changes: [change(1, type, effective)] })).toBe(0);
    expect(count({ changes: [change(1, '11', effective)] })).toBe(1);
    expect(count({ changes: [change(1, '18', { approval: 'rejected' })] })).toBe(1);
  });

  test('graduation', () => {
    const graduation = { pupilKey: 1, schoolCode: A, stage: 'primary', year: 2026, date: AS_OF } as const;
    expect(count({ graduations: [graduation] })).toBe(0);
    expect(count({ graduations: [{ ...graduation, date: '2026-10-17' }] })).toBe(1);
  });
});
