import type { PolicyPack } from './pack.ts';
import type { CheckPolicy } from './resolve.ts';

/** What a check stands on where no article does: the quality of the data, or a national monitoring yardstick. */
export type BasisKind = 'regulation' | 'data-quality' | 'monitoring';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–999 as articles are numbered: 10 十, 11 十一, 20 二十, 101 一百零一, 110 一百一十. */
export function chineseNumber(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor((value % 100) / 10), value % 10];
  const tail = ones === 0 ? '' : digits[ones]!;
  const tensText = tens === 1 && hundreds === 0 ? '十' : `${digits[tens]!}十`;
  if (hundreds === 0) return (tens === 0 ? '' : tensText) + tail;
  return `${digits[hundreds]!}百${tens === 0 ? (ones === 0 ? '' : '零') : tensText}${tail}`;
}

/** 依据 of a check's findings. Never cites an article where the regulation is silent. */
export function basisText(pack: PolicyPack, checkId: string, policy: CheckPolicy, kind: BasisKind): string {
  const county = policy.overrideReason === null ? '' : `（按本县配置：${policy.overrideReason}）`;
  return ground(pack, checkId, policy, kind) + county;
}

function ground(pack: PolicyPack, checkId: string, policy: CheckPolicy, kind: BasisKind): string {
  if (policy.regulated) {
    const title = pack.checks.get(checkId)?.source.shortTitle ?? pack.shortTitle;
    const articles = policy.articles.map(({ number }) => `第${chineseNumber(number)}条`).join('、');
    return `《${title}》${articles}${foreignNumber(policy)}`;
  }
  if (kind === 'monitoring') return '国家监测口径';
  if (policy.paramsFrom === 'default') return '产品默认，非条文';
  if (kind === 'data-quality') return '数据质量';
  return '本辖区无规定，按配置提示';
}

/** The article speaks of the matter but gives no number: another's must not pass for the law's. */
function foreignNumber({ paramsFrom, missing }: CheckPolicy): string {
  if (paramsFrom === 'default') return '（参数取产品默认，条文未写）';
  return paramsFrom === 'none' && missing.length > 0 ? '（人数取班、校自定，条文未写）' : '';
}

/** 《title》（document number，…起施行） without what rests on no original text. */
export function policyHeading(pack: PolicyPack): string {
  const verified = (field: string): boolean => !pack.unverified.includes(field);
  const details = [
    pack.documentNumber !== null && verified('document_number') ? pack.documentNumber : '',
    verified('valid_from') ? `${pack.validFrom}起施行` : '',
    pack.validTo !== null && verified('valid_to') ? `有效至${pack.validTo}` : '',
  ].filter((detail) => detail !== '');
  return `《${pack.title}》${details.length === 0 ? '' : `（${details.join('，')}）`}`;
}
