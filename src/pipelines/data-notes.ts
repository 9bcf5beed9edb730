import { columnTitle, datasetTitle } from '../checks/requirement.ts';
import { knownParamTitle } from '../docs/policy-values.ts';
import type { Engine } from '../engine/engine.ts';
import { areaKeyOf, areaPrefix } from '../policy/area-map.ts';
import type { Settings } from '../workspace/settings.ts';
import type { CountyPolicy } from './county-policy.ts';
import type { DataNote } from './data-note.ts';
import type { Inspection } from './inspection.ts';
import { policeNotes } from './police-notes.ts';
import { registryNotes } from './registry-notes.ts';

/** A school as the county's list has it; `area`: its code, null where the list does not say. */
export interface PlacedSchool {
  readonly name: string;
  readonly area: string | null;
}

/** What a reader must know before trusting the run's numbers. Needs `school_overview`, `school_facts` and `schools`. `today`: the day of the run. */
export async function dataNotes(
  engine: Engine,
  settings: Settings,
  inspection: Inspection,
  asOf: string,
  today: string,
): Promise<DataNote[]> {
  const { policy, views } = inspection;
  const rows = await engine.rows(`select o.school_code, o.school_name, o.unlisted, f.area_code
    from school_overview o left join school_facts f on f.school_code = o.school_code order by o.school_code`);
  const listed = rows
    .filter((row) => row.unlisted === false)
    .map((row): PlacedSchool => ({ name: String(row.school_name), area: row.area_code === null ? null : String(row.area_code) }));
  const dataDates = views.selection.imports.flatMap((manifest) => manifest.sources.map((source) => source.data_date));
  return [
    ...futureNotes(asOf, today),
    ...(rows.length > 0 ? [] : dayNotes(dataDates, asOf)),
    ...placeNotes(listed, settings.county_code, policy),
    ...numberNotes(inspection),
    ...guardNotes(inspection),
    ...personNotes(inspection, asOf),
    ...(await attendanceNotes(engine, inspection, asOf)),
    ...(await maskedNotes(engine)),
    ...(await twinNotes(engine)),
    ...(await registryNotes(engine, inspection)),
    ...(await policeNotes(engine)),
  ];
}

const futureNotes = (asOf: string, today: string): DataNote[] =>
  asOf > today ? [{ kind: '检查日', note: `检查日 ${asOf} 晚于运行的当天（${today}）：到那一天才到期的都已算作到期` }] : [];

function dayNotes(dataDates: readonly string[], asOf: string): DataNote[] {
  const [first] = [...dataDates].sort();
  if (first === undefined) return [];
  const note = `检查日 ${asOf} 早于收到的全部数据（最早的数据日是 ${first}），什么也没有检查；请改用 ${first} 或以后的检查日`;
  return [{ kind: '检查日', note }];
}

/** What does not fit between the codes of heji.yaml and those of the list of schools. */
export const placeNotes = (schools: readonly PlacedSchool[], countyCode: string, policy: CountyPolicy): DataNote[] => [
  ...countyNotes(schools, countyCode),
  ...areaNotes(
    // Of the county itself the workspace's own regulation is meant to hold.
    schools.map((school) => ({ ...school, isOwn: school.area?.startsWith(areaPrefix(countyCode)) ?? false })),
    policy,
  ),
];

/** Whose households are the county's own is told by its code. */
function countyNotes(schools: readonly PlacedSchool[], countyCode: string): DataNote[] {
  const areas = [...new Set(schools.flatMap(({ area }) => area ?? []))].sort();
  if (areas.length === 0 || areas.some((area) => area.startsWith(areaPrefix(countyCode)))) return [];
  const note = `heji.yaml 的 county_code 写的是 ${countyCode}，学校表里没有这个区划的学校（有 ${some(areas)}）；户籍是否在本县按 county_code 判断，请核对`;
  return [{ kind: '县区划码', note }];
}

function areaNotes(schools: readonly (PlacedSchool & { readonly isOwn: boolean })[], { areas, pack, packs }: CountyPolicy): DataNote[] {
  const keys = Object.keys(areas);
  if (keys.length === 0) return [];
  const used = new Set(schools.map(({ area }) => areaKeyOf(areas, area)));
  const unused = keys.filter((key) => !used.has(key));
  const elsewhere = schools.filter(({ area, isOwn }) => area !== null && !isOwn && areaKeyOf(areas, area) === null);
  const unknown = schools.filter(({ area }) => area === null);
  const own = `按本工作区的《${pack.shortTitle}》判`;
  const notes = [
    ...unused.map(
      (key) => `policies_by_area 里的 ${key}（《${packs.get(areas[key]!).shortTitle}》）没有对上任何学校：学校表里没有这个区划的学校`,
    ),
    ...(elsewhere.length === 0
      ? []
      : [
          `${elsewhere.length} 所学校的区划（${some(distinct(elsewhere.map(({ area }) => area!)))}）不在 policies_by_area 里，${own}：${some(elsewhere.map(({ name }) => name))}`,
        ]),
    ...(unknown.length === 0 ? [] : [`${unknown.length} 所学校在学校表里没有行政区划码，${own}：${some(unknown.map(({ name }) => name))}`]),
  ];
  return notes.map((note) => ({ kind: '区划', note }));
}

/** A check that has only some of its numbers looks only at what those are for. */
function numberNotes({ plans, policy }: Inspection): DataNote[] {
  return plans.flatMap(({ check, lacking }) => {
    const schools = new Map<string, number>();
    for (const [schoolCode, names] of lacking) {
      const numbers = names.map((name) => `${knownParamTitle(check, name) ?? ''}（${name}）`).join('、');
      const key = `《${policy.packFor(schoolCode).shortTitle}》没有给出“${check.title}”的${numbers}`;
      schools.set(key, (schools.get(key) ?? 0) + 1);
    }
    return [...schools].map(([gap, count]): DataNote => {
      const note = `${gap}，heji.yaml 的 overrides 里也没有配置：${count} 所学校里只查了另有标准的班级，其余没有查`;
      return { kind: '规定', note };
    });
  });
}

/** Without what tells look-alikes, everything that a check finds is 待核: said once for all its findings. */
function guardNotes({ plans }: Inspection): DataNote[] {
  const checks = new Map<string, string[]>();
  for (const { check, missingGuards, policies } of plans) {
    if (policies.size === 0) continue;
    for (const missing of missingGuards) checks.set(missing, [...(checks.get(missing) ?? []), check.title]);
  }
  return [...checks].map(([missing, titles]) => ({
    kind: '待核',
    note: `${missing}，分不出有正当事由的：${titles.join('、')}的结果一律待核，最高橙色`,
  }));
}

/** What the population extract does not say is not compared. */
function personNotes({ plans, views }: Inspection, asOf: string): DataNote[] {
  if (!plans.some(({ check, policies }) => check.id === 'person-record-mismatch' && policies.size > 0)) return [];
  const sheets = views.selection.newestOf('persons', asOf).flatMap((content) => views.selection.source(content) ?? []);
  const lacking = ['name', 'sex', 'birth_date'].filter((column) => sheets.some(({ columns }) => !(column in columns)));
  if (lacking.length === 0) return [];
  const titles = lacking.map((column) => `“${columnTitle('persons', column)}”`).join('、');
  return [{ kind: '人口信息', note: `${datasetTitle('persons')}没有${titles}列，这些项没有比对` }];
}

/** A child who is missed in class and is in no list of the school's: none of the checks can say anything of it. */
async function attendanceNotes(engine: Engine, { plans, calendar }: Inspection, asOf: string): Promise<DataNote[]> {
  if (!plans.some(({ check, policies }) => check.requires.includes('absences') && policies.size > 0)) return [];
  const rows = await engine.rows(`
    select min(o.school_name) as school_name, count(distinct coalesce(a.registry_key, a.id_key, a.name_key)) as children
    from absences a
    join code_absence_status c on c.code = a.status and c.absent
    left join school_overview o on o.school_code = a.school_code
    where a.date between date '${calendar.termStart}' and date '${asOf}'
      and not exists (select 1 from current_students s where s.registry_key = a.registry_key and s.school_code = a.school_code)
      and not exists (select 1 from current_students s where s.id_key = a.id_key and s.school_code = a.school_code)
      and not exists (
          select 1 from current_students s
          where s.name_key = a.name_key and s.school_code = a.school_code and a.registry_key is null and a.id_key is null)
    group by a.school_code order by a.school_code`);
  const children = rows.reduce((sum, row) => sum + Number(row.children), 0);
  if (children === 0) return [];
  const schools = `${rows.length} 所学校：${some(rows.map((row) => String(row.school_name ?? '未判明学校')))}`;
  const note = `考勤里缺勤的 ${children} 名学生（${schools}）和该校学籍对不上，没有查他们是否辍学；请核对学籍号、身份证件号、姓名，或是否漏建学籍`;
  return [{ kind: '考勤', note }];
}

/** Where all numbers are masked nothing is found, and that is no sign of order. */
async function maskedNotes(engine: Engine): Promise<DataNote[]> {
  const rows = await engine.rows(`select s.school_code, min(o.school_name) as school_name
    from current_students s join school_overview o on o.school_code = s.school_code
    where s.is_active and s.id_state <> 'missing'
    group by s.school_code having count(s.id_key) = 0 and count(case when s.id_state = 'masked' then 1 end) > 0 order by s.school_code`);
  if (rows.length === 0) return [];
  const names = some(rows.map((row) => String(row.school_name)));
  const note = `${rows.length} 所学校报来的身份证件号全部脱敏：按证件号的查重、校验和人口信息比对在这些学校查不出问题，不等于没有问题：${names}`;
  return [{ kind: '脱敏', note }];
}

async function twinNotes(engine: Engine): Promise<DataNote[]> {
  const rows = await engine.rows(`select school_code, string_agg(distinct school_name, '、' order by school_name) as names
    from schools where school_code is not null and school_name is not null
    group by school_code, coalesce(campus, '') having count(distinct school_name) > 1 order by school_code`);
  return rows.map((row) => ({
    kind: '一码两校',
    note: `学校表里标识码 ${String(row.school_code)} 有两所以上学校：${String(row.names)}；它们的学生合在一起算，请改正学校表`,
  }));
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** Names in a sentence, cut off where they become too many. */
function some(values: readonly string[]): string {
  const shown = values.slice(0, 4).join('、');
  return values.length > 4 ? `${shown} 等 ${values.length} 个` : shown;
}
