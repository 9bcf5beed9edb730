import { loadChecks } from '../../checks/catalogue.ts';
import { DuckDbEngine } from '../../engine/duckdb.ts';
import { prepareCalendar } from '../../lake/calendar-relation.ts';
import type { Manifest } from '../../lake/manifest.ts';
import { isUnsent, readSchoolList, reportingSchools, type SchoolList } from '../../lake/reporting-schools.ts';
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
    const list = await readSchoolList(engine);
    const { note } = await prepareCalendar(engine, workspace.settings, day);
    return [submissions(views, list, pipeline.period_days, day), ...places(workspace, list.schools), calendar(note)];
  } catch (error) {
    return [fault('学校报送', `数据打不开：${reasonOf(error)}`, '请从备份恢复 lake 文件夹')];
  } finally {
    engine.close();
  }
}

function submissions(views: LakeViews, list: SchoolList, periodDays: number, day: string): Diagnosis {
  if (list.schools.length === 0)
    return notice('学校报送', '没有学校名单，看不出谁没有报', '请导入“学校”表（heji template schools 生成空白表）');
  const schools = reportingSchools(list, views);
  const unlisted = schools.filter(({ isUnlisted }) => isUnlisted).length;
  const all = `${schools.length} 所学校${unlisted === 0 ? '' : `（含不在学校表的 ${unlisted} 所）`}`;
  const never = schools.filter(({ lastDate }) => lastDate === null);
  const late = schools.filter((school) => school.lastDate !== null && isUnsent(school, periodDays, day));
  if (never.length === 0 && late.length === 0) return fine('学校报送', `${all}本期都已报送`);
  const parts = [
    never.length === 0 ? '' : `从未报送 ${never.length} 所：${names(never.map(({ name }) => name))}`,
    late.length === 0 ? '' : `本期（${periodDays} 天内）未报送 ${late.length} 所：${names(late.map(({ name }) => name))}`,
  ].filter((part) => part !== '');
  return notice('学校报送', `${all}中，${parts.join('；')}`, '请催报；没有报送的学校各项检查都不运行');
}

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
