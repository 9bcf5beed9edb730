import { aboutSchool, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import { isDigits } from './id-number.ts';
import type { Inspection } from './inspection.ts';

type Fault = '一码两校' | '前导零丢失' | '标识码不是10位数字' | '不在学校表';

const GRADES: Readonly<Record<Fault, Pick<ExpectedFinding, 'severity' | 'variant'>>> = {
  一码两校: { severity: 'orange', variant: '一码两校' },
  前导零丢失: { severity: 'blue', variant: '前导零丢失' },
  标识码不是10位数字: { severity: 'yellow', variant: null },
  不在学校表: { severity: 'yellow', variant: null },
};

/** 学校标识码无效: of each code that the list has or that pupils are registered under, the first thing that is wrong. */
export function schoolCodeInvalid(inspection: Inspection): readonly ExpectedFinding[] {
  const rows = groupBy(inspection.county.schoolList, ({ code }) => code);
  const campuses = new Set(inspection.county.schoolList.map(({ campusCode }) => campusCode));
  const pupils = groupBy(inspection.active, ({ schoolCode }) => schoolCode);
  const withPupils = inspection.county.pupils.map(({ schoolCode }) => schoolCode);
  const faultOf = (code: string): Fault | null => {
    const listed = rows.get(code) ?? [];
    const mains = listed.filter(({ campus }) => campus === null);
    if (new Set(mains.map(({ name }) => name)).size > 1) return '一码两校';
    if (isDigits(code) && (code.length === 8 || code.length === 9) && rows.has(code.padStart(10, '0'))) return '前导零丢失';
    if (!isDigits(code) || code.length !== 10) return '标识码不是10位数字';
    return listed.length === 0 && !campuses.has(code) ? '不在学校表' : null;
  };
  return [...new Set([...rows.keys(), ...withPupils])].flatMap((code) => {
    const fault = faultOf(code);
    if (fault === null) return [];
    return aboutSchool(code, {
      check: 'school-code-invalid',
      ...GRADES[fault],
      evidence: { fault, pupils: pupils.get(code)?.length ?? 0 },
    });
  });
}
