import type { PolicyPack } from '../policy/pack.ts';
import { validity } from './policy-text.ts';
import { textTable } from './text-table.ts';

/** All regulations, one a line. `on`: a day to judge their validity by. */
export function packListText(packs: readonly PolicyPack[], on: string | undefined): string {
  const rows = packs.map((pack) => [pack.id, pack.shortTitle, period(pack), ...(on === undefined ? [] : [validity(pack, on)])]);
  const header = ['代号', '规定', '有效期', ...(on === undefined ? [] : [on])];
  return `${textTable(header, rows, '')}\n\n数字和条款：heji policy show 代号`;
}

const period = ({ validFrom, validTo }: PolicyPack): string => `${validFrom} 起${validTo === null ? '' : `，至 ${validTo}`}`;
