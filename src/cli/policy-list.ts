import { areaPrefix } from '../policy/area-map.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { PolicyPacks } from '../policy/resolve.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { validity } from './policy-text.ts';
import { textTable } from './text-table.ts';

/** All regulations, one a line. `on`: a day to judge their validity by. */
export function packListText(packs: readonly PolicyPack[], on: string | undefined): string {
  const rows = packs.map((pack) => [pack.id, pack.shortTitle, period(pack), ...(on === undefined ? [] : [validity(pack, on)])]);
  const header = ['代号', '规定', '有效期', ...(on === undefined ? [] : [on])];
  return `${textTable(header, rows, '')}\n\n数字和条款：heji policy show 代号`;
}

const period = ({ validFrom, validTo }: PolicyPack): string => `${validFrom} 起${validTo === null ? '' : `，至 ${validTo}`}`;

/** Which regulations a workspace is judged by: its own, and those of other areas. */
export function workspacePolicyText({ settings }: Workspace, packs: PolicyPacks): string {
  const title = (id: string): string =>
    packs.ids.includes(id) ? `《${packs.get(id).shortTitle}》 ${id}` : `${id}（没有这份规定，请改正 heji.yaml）`;
  const areas = Object.entries(settings.policies_by_area).sort(([a], [b]) => (a < b ? -1 : 1));
  const own = `${settings.county_name}的工作区执行${title(settings.policy)}`;
  if (areas.length === 0) return own;
  const rows = areas.map(([area, id]) => [area, areaScope(area), title(id)]);
  return `${own}；下列区划的学校另行执行：\n${textTable(['区划码', '范围', '规定'], rows)}`;
}

function areaScope(area: string): string {
  const prefix = areaPrefix(area);
  return prefix.length === 6 ? '该县（市、区）' : `${prefix} 开头的全部`;
}
