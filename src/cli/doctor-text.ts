import type { Diagnosis } from './doctor/diagnosis.ts';

/** The diagnoses for reading, what is wrong being counted at the end. */
export function doctorText(diagnoses: readonly Diagnosis[]): string {
  const lines = diagnoses.map(
    ({ item, level, found, advice }) => `${level}  ${item}：${found}${advice === null ? '' : `\n      → ${advice}`}`,
  );
  const count = (level: Diagnosis['level']): number => diagnoses.filter((diagnosis) => diagnosis.level === level).length;
  return `${lines.join('\n')}\n\n共 ${diagnoses.length} 项：正常 ${count('正常')}，注意 ${count('注意')}，错误 ${count('错误')}`;
}
