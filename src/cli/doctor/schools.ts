import { diffDays } from '../../calendar/days.ts';
import { loadChecks } from '../../checks/catalogue.ts';
import { DuckDbEngine } from '../../engine/duckdb.ts';
import { prepareCalendar } from '../../lake/calendar-relation.ts';
import type { Manifest } from '../../lake/manifest.ts';
import { LakeViews } from '../../lake/views.ts';
import { type CountyPolicy, countyPolicy } from '../../pipelines/county-policy.ts';
import { type PlacedSchool, placeNotes } from '../../pipelines/data-notes.ts';
import type { Pipeline } from '../../pipelines/declaration.ts';
import { prepareStaging } from '../../staging/stage.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { type Diagnosis, fault, fine, names, notice, reasonOf } from './diagnosis.ts';

/** Who has reported for the period, and whether the school calendar is known. Opens the lake as of `day`. */
export async function inspectSchools(
  workspace: Workspace,
  manifests: readonly Manifest[],
  pipeline: Pipeline,
  day: string,
): Promise<Diagnosis[]> {
  const engine = await DuckDbEngine.open();
  try {
    await prepareStaging(engine);
    const views = new LakeViews(engine, workspace.path('lake'), manifests, { asOf: day, knownAt: null });
    await views.create(['schools', 'calendar']);
    const rows = await engine.rows(
      `select school_code, min(school_name) as school_name, min(area_code) as area_code
       from schools where school_code is not null group by school_code order by school_code`,
    );
    const schools = distinguished(
      rows.map((row) => ({
        code: String(row.school_code),
        name: String(row.school_name ?? row.school_code),
        area: row.area_code === null ? null : String(row.area_code),
      })),
    );
    const mentioned = await engine.rows(`select campus_code as code from schools
      union select central_school_code from schools union select merged_into_code from schools`);
    const list = { schools, mentioned: new Set(mentioned.map(({ code }) => String(code))) };
    const { note } = await prepareCalendar(engine, workspace.settings, day);
    return [submissions(views, list, pipeline.period_days, day), ...places(workspace, schools), calendar(note)];
  } catch (error) {
    return [fault('学校报送', `数据打不开：${reasonOf(error)}`, '请从备份恢复 lake 文件夹')];
  } finally {
    engine.close();
  }
}

interface ListedSchool extends PlacedSchool {
  readonly code: string;
}

/** Schools of one name are told apart by their codes, as in the county's workbook. */
function distinguished(schools: readonly ListedSchool[]): ListedSchool[] {
  const counts = new Map<string, number>();
  for (const { name } of schools) counts.set(name, (counts.get(name) ?? 0) + 1);
  return schools.map((school) => (counts.get(school.name)! > 1 ? { ...school, name: `${school.name}（${school.code}）` } : school));
}

/** The county's list: its schools, and the codes that it has beside theirs, of campuses and the like. */
interface SchoolList {
  readonly schools: readonly ListedSchool[];
  readonly mentioned: ReadonlySet<string>;
}

function submissions(views: LakeViews, { schools: listed, mentioned }: SchoolList, periodDays: number, day: string): Diagnosis {
  if (listed.length === 0) return notice('学校报送', '没有学校名单，看不出谁没有报', '请导入“学校”表（heji template schools 生成空白表）');
  const newest = new Map<string, string>();
  for (const { datasets, school_code, data_date } of views.selection.submissions) {
    if (datasets.includes('students')) newest.set(school_code, data_date);
  }
  const codes = new Set(listed.map(({ code }) => code));
  const others = [...newest.keys()].filter((code) => !codes.has(code));
  const unlisted = others.filter((code) => !mentioned.has(code)).length;
  const schools = [
    ...listed.filter(({ code }) => newest.has(code) || !isShortened(code, (whole) => codes.has(whole) || newest.has(whole))),
    ...others.map((code) => ({ code, name: mentioned.has(code) ? code : `${code}（不在学校表）` })),
  ];
  const all = `${schools.length} 所学校${unlisted === 0 ? '' : `（含不在学校表的 ${unlisted} 所）`}`;
  const never = schools.filter(({ code }) => !newest.has(code));
  const late = schools.filter(({ code }) => newest.has(code) && diffDays(newest.get(code)!, day) >= periodDays);
  if (never.length === 0 && late.length === 0) return fine('学校报送', `${all}本期都已报送`);
  const parts = [
    never.length === 0 ? '' : `从未报送 ${never.length} 所：${names(never.map(({ name }) => name))}`,
    late.length === 0 ? '' : `本期（${periodDays} 天内）未报送 ${late.length} 所：${names(late.map(({ name }) => name))}`,
  ].filter((part) => part !== '');
  return notice('学校报送', `${all}中，${parts.join('；')}`, '请催报；没有报送的学校各项检查都不运行');
}

/** Whether a code has lost its leading zeros and the whole one is there too: it is the same school, and reports under that one. */
const isShortened = (code: string, isThere: (whole: string) => boolean): boolean =>
  /^[1-9]\d{7,8}$/.test(code) && isThere(code.padStart(10, '0'));

/** Whether the codes of heji.yaml are those of the schools. Settings that cannot be read are another diagnosis. */
function places(workspace: Workspace, schools: readonly PlacedSchool[]): Diagnosis[] {
  let policy: CountyPolicy;
  try {
    policy = countyPolicy(workspace, loadChecks());
  } catch {
    return [];
  }
  const notes = placeNotes(schools, workspace.settings.county_code, policy).map(({ note }) => note);
  if (notes.length === 0) return [fine('区划', '学校表里的行政区划码和 heji.yaml 对得上')];
  return [notice('区划', notes.join('；'), '请核对 heji.yaml 的 county_code、policies_by_area 和学校表的“行政区划码”')];
}

const calendar = (note: string | null): Diagnosis =>
  note === null
    ? fine('校历', '已导入，各日都有着落')
    : notice(
        '校历',
        note.replace(/^校历为推算：/, '为推算，'),
        '请导入写全这些天的“校历”表（heji template calendar 生成空白表）；在此之前，跨这些天的日数是推算的',
      );
