import { loadChecks } from '../../checks/catalogue.ts';
import { countyPolicy } from '../../pipelines/county-policy.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { validity } from '../policy-text.ts';
import { type Diagnosis, fault, fine, reasonOf } from './diagnosis.ts';

/** The workspace with readable settings, or what is wrong with them. @throws UsageFailure when the folder is no workspace. */
export function openWorkspace(folder: string): { workspace: Workspace | null; diagnosis: Diagnosis } {
  try {
    const workspace = Workspace.open(folder);
    const { county_name, county_code } = workspace.settings;
    return { workspace, diagnosis: fine('设置', `${county_name}（${county_code}）`) };
  } catch (error) {
    if (error instanceof Error && error.name === 'UsageFailure') throw error;
    return { workspace: null, diagnosis: fault('设置', reasonOf(error), '请改正 heji.yaml 后再运行 heji doctor') };
  }
}

/** Whether the regulations by which schools are judged, and the county's own changes to them, can be used on the day. */
export function inspectPolicy(workspace: Workspace, day: string): Diagnosis {
  try {
    const { pack, packs, areas } = countyPolicy(workspace, loadChecks());
    const mapped = Object.entries(areas).map(([area, id]) => ({ pack: packs.get(id), where: `区划 ${area} ` }));
    const all = [{ pack, where: '' }, ...mapped];
    const overrides = workspace.settings.overrides.length;
    const said = all.map((one) => `${one.where}《${one.pack.title}》，${day} ${validity(one.pack, day)}`).join('；');
    const found = `${said}${overrides === 0 ? '' : `，本县另有 ${overrides} 处调整`}`;
    if (all.every((one) => validity(one.pack, day) === '有效')) return fine('执行的规定', found);
    return fault('执行的规定', found, '请在 heji.yaml 换用有效的规定，否则由它管的学校各项检查都不运行');
  } catch (error) {
    return fault('执行的规定', reasonOf(error), '请改正 heji.yaml 的 policy、policies_by_area 或 overrides');
  }
}
