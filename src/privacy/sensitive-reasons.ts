import { type Audience, isAuthorised } from './rules.ts';

/** What a sensitive reason becomes wherever it may not be read. */
export const verifiedOtherwise = '其他已核实';

// 专门教育、涉案、残疾、疾病: words rather than exact reasons, so that a new wording is not let through.
const sensitiveWords = [
  '专门学校',
  '专门教育',
  '工读',
  '涉案',
  '羁押',
  '拘留',
  '刑',
  '强制',
  '残疾',
  '随班就读',
  '送教',
  '特教',
  '特殊教育',
  '特校',
  '康复',
  '福利机构',
  '病',
  '医',
  '住院',
  '隔离',
];

export const isSensitiveReason = (reason: string): boolean => sensitiveWords.some((word) => reason.includes(word));

/** The reason of an excuse as a reader may see it: sensitive ones only in the county's authorised copy. */
export function excuseReason(reason: string, audience: Audience, unmasked: boolean): string {
  return isAuthorised(audience, unmasked) || !isSensitiveReason(reason) ? reason : verifiedOtherwise;
}
