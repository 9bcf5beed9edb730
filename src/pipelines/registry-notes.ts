import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { listLiteral } from '../engine/sql-text.ts';
import type { LakeViews } from '../lake/views.ts';
import type { Inspection } from './inspection.ts';

/** Kinds of form that are named one by one, schools and items in a sentence; beyond that they are counted. */
const namedForms = 3;
const namedSchools = 4;
const namedItems = 6;

/** A sentence on what the schools' own lists could not tell the checks. */
export interface RegistryNote {
  readonly kind: '必采项' | '一码两校';
  readonly note: string;
}

/** What to know of the schools' lists before reading what was found in them. Needs `school_overview`, `students` and `schools`. */
export async function registryNotes(
  engine: Engine,
  { views, plans, checks }: Pick<Inspection, 'views' | 'plans' | 'checks'>,
): Promise<RegistryNote[]> {
  const rows = await engine.rows('select school_code, school_name from school_overview');
  const names = new Map(rows.map((row) => [String(row.school_code), String(row.school_name)]));
  const nameOf = (schoolCode: string): string => names.get(schoolCode) ?? schoolCode;
  const asksForItems = plans.some(({ check }) => check.id === 'required-missing');
  const sharedCodes = checks.findings.filter(({ check, variant }) => check.id === 'school-code-invalid' && variant === '一码两校');
  return [
    ...(asksForItems ? missingColumns(views, nameOf) : []),
    ...(await foreignNames(
      engine,
      sharedCodes.map(({ schoolCode }) => schoolCode),
      nameOf,
    )),
  ];
}

/** An item that a sheet has no column for is no pupil's gap, and nobody looked for it. */
function missingColumns(views: LakeViews, nameOf: (schoolCode: string) => string): RegistryNote[] {
  const items = datasetOf('students').columns.filter(({ name, mark37 }) => mark37 === 'mandatory' && name !== 'id_number');
  const schoolsByGap = new Map<string, string[]>();
  for (const [schoolCode, submissions] of views.selection.historyOf('students')) {
    const sheets = (submissions.at(-1)?.content ?? []).flatMap((content) => {
      const source = views.selection.source(content);
      return source?.dataset === 'students' ? [new Set([...Object.keys(source.columns), ...source.stated_columns])] : [];
    });
    const lacking = items.flatMap(({ name, titles }) => {
      const without = sheets.filter((columns) => !columns.has(name)).length;
      return without === 0 ? [] : [without < sheets.length ? `${titles[0]!}（部分表）` : titles[0]!];
    });
    if (lacking.length === 0) continue;
    const key = lacking.join('、');
    schoolsByGap.set(key, [...(schoolsByGap.get(key) ?? []), schoolCode]);
  }
  const gaps = [...schoolsByGap].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const notes = gaps.slice(0, namedForms).map(([gap, schools]) => {
    const who = `${schools.length} 所学校的学籍表（${some(schools.map(nameOf), namedSchools, '所')}）`;
    return `${who}没有这些必采项的列：${some(gap.split('、'), namedItems, '项')}。这些项没有检查，也不算学生缺项`;
  });
  const others = gaps.slice(namedForms).reduce((sum, [, schools]) => sum + schools.length, 0);
  return [...notes, ...(others === 0 ? [] : [`另有 ${others} 所学校的学籍表缺少别的必采项的列，这些项没有检查`])].map((note) => ({
    kind: '必采项',
    note,
  }));
}

/** Whose pupils came under a code that the table of schools gives to another. */
async function foreignNames(
  engine: Engine,
  schoolCodes: readonly string[],
  nameOf: (schoolCode: string) => string,
): Promise<RegistryNote[]> {
  if (schoolCodes.length === 0) return [];
  const rows = await engine.rows(`
    select s.school_code, string_agg(distinct s.school_name, '、' order by s.school_name) as names
    from students s
    where s.school_code in (select unnest(${listLiteral(schoolCodes)}))
      and not exists (select 1 from schools o where o.school_code = s.school_code and o.school_name = s.school_name)
    group by s.school_code having count(s.school_name) > 0 order by s.school_code`);
  return rows.map(({ school_code, names }) => ({
    kind: '一码两校',
    note: `标识码 ${String(school_code)} 在学校表里是${nameOf(String(school_code))}，报来的学籍表里却写着${String(names)}；他们的学生合在一起算，请核对学籍表的标识码`,
  }));
}

function some(values: readonly string[], most: number, unit: string): string {
  const shown = values.slice(0, most).join('、');
  return values.length > most ? `${shown} 等 ${values.length} ${unit}` : shown;
}
