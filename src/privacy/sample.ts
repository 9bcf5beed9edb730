import { codeLists } from '../datasets/codes.ts';
import { parseClassName } from '../staging/class-name.ts';
import { parseGrade } from '../staging/grade.ts';
import { maskedToThird, maskIdNumber } from './masking.ts';

/** Words of code lists (男, 汉族, 在读) are nobody's name. */
const listed: ReadonlySet<string> = new Set(
  [...codeLists.values()].flatMap(({ items }) => items.flatMap(({ label, synonyms }) => [label, ...synonyms])),
);

const harmless: readonly ((value: string) => boolean)[] = [
  (value) => listed.has(value),
  (value) => /^-?\d{1,5}(\.\d{1,3})?$/.test(value),
  (value) => /^[A-Za-z]{1,3}$/.test(value),
  (value) => parseGrade(value) !== null,
  (value) => parseClassName(value).number !== null,
];

/** A value of a column that nobody knows, so that it may be shown: only what cannot be a person's stands as it is. */
export function maskSample(value: string): string {
  const text = value.trim();
  if (harmless.some((isHarmless) => isHarmless(text))) return text;
  const date = /^(\d{4})([-./年])\d{1,2}[-./月]\d{1,2}日?/.exec(text);
  if (date) return `${date[1]}${date[2]}**`;
  return /^\d{17}[\dXx]$/.test(text) ? maskIdNumber(text) : maskedToThird(text);
}
