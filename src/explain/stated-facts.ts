import { dateInName, schoolCodeInName } from '../intake/recognition/data-date.ts';
import type { Stated } from '../intake/recognition/header.ts';
import type { StatedFact } from './explanation.ts';

const above = '表头上方';

/**
 * What a table says about itself, each with its source. `option`: the date that the user gave; `today`: what counts when nothing is stated.
 * `hasSchool`: rows of such a table belong to schools.
 */
export function statedFacts(
  stated: Stated,
  columns: ReadonlySet<string>,
  { file, option, today, hasSchool }: { file: string; option: string | null; today: string; hasSchool: boolean },
): StatedFact[] {
  const { unit, grade, className, cutoffOn } = stated;
  return [
    ...(hasSchool ? [schoolFact(stated, columns, file)] : []),
    ...(unit === null ? [] : [{ what: '填报单位', value: unit, from: above } as const]),
    dateFact(stated, file, option, today),
    ...(grade === null || columns.has('grade') ? [] : [{ what: '年级', value: grade, from: `${above}或工作表名` } as const]),
    ...(className === null || columns.has('class_name') ? [] : [{ what: '班级', value: className, from: `${above}或工作表名` } as const]),
    ...(cutoffOn === null ? [] : [{ what: '统计截止日', value: cutoffOn, from: above } as const]),
  ];
}

function schoolFact({ schoolCode }: Stated, columns: ReadonlySet<string>, file: string): StatedFact {
  if (columns.has('school_code')) return { what: '学校', value: '每行各自写明', from: '“学校标识码”列' };
  if (schoolCode !== null) return { what: '学校', value: schoolCode, from: above };
  const named = schoolCodeInName(file);
  if (named !== null) return { what: '学校', value: named, from: '文件名' };
  if (columns.has('school_name')) return { what: '学校', value: '每行各自写明', from: '“学校名称”列' };
  return { what: '学校', value: '没有写明标识码', from: '按填报单位、文件名里的校名查找' };
}

function dateFact({ reportedOn, exportedOn }: Stated, file: string, option: string | null, today: string): StatedFact {
  if (option !== null) return { what: '数据日', value: option, from: '命令里的 --data-date' };
  const stated = reportedOn ?? exportedOn;
  if (stated !== null) return { what: '数据日', value: stated, from: `${above}（${reportedOn === null ? '导出' : '填报'}日期）` };
  const named = dateInName(file);
  if (named !== null) return { what: '数据日', value: named, from: '文件名' };
  return { what: '数据日', value: today, from: '没有写明，按收到当天' };
}
