import { codeListOf } from '../../../datasets/codes.ts';
import type { Column } from '../../../datasets/column.ts';
import { parseClassName } from '../../../staging/class-name.ts';
import { parseGrade } from '../../../staging/grade.ts';
import { parseDate } from '../data-date.ts';

/** What the values of a column say for a meaning. */
export interface ValueEvidence {
  /** Share of the values that fit, from 0 to 1. */
  readonly share: number;
  /** How much such a fit tells: an 18-digit identity number tells nearly all, a whole number next to nothing. */
  readonly weight: number;
  /** What the values are, in Chinese, as it is told to the user. */
  readonly what: string;
}

interface ValueKind {
  readonly what: string;
  readonly weight: number;
  readonly fits: (value: string) => boolean;
}

const idNumber = /^[1-9]\d{16}[\dXx]$/;
const name = /^[\p{Script=Han}·]{2,4}$|^[\p{Script=Han}·]{2,15}·[\p{Script=Han}·]{1,15}$/u;

const kinds: Readonly<Record<string, ValueKind>> = {
  id_number: { what: '18位证件号码', weight: 1, fits: (value) => idNumber.test(value) },
  registry_number: { what: '带字母的学籍号', weight: 1, fits: (value) => /^[GLJglj]\d{17}[\dXx]$/.test(value) },
  phone: { what: '电话号码', weight: 0.8, fits: (value) => /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(value) },
  school_code: { what: '10位学校标识码', weight: 0.7, fits: (value) => /^\d{10}$/.test(value) },
  name: { what: '二至四个汉字', weight: 0.3, fits: (value) => name.test(value) },
  grade: { what: '年级', weight: 0.7, fits: (value) => !/^\d+$/.test(value) && parseGrade(value) !== null },
  class_name: { what: '班级', weight: 0.6, fits: (value) => /班$/.test(value) && parseClassName(value).number !== null },
  date: { what: '日期', weight: 0.35, fits: (value) => parseDate(value) !== null },
  yearmonth: { what: '年月', weight: 0.35, fits: (value) => /^\d{4}[-./年]?\d{1,2}月?$/.test(value) },
  integer: { what: '整数', weight: 0.1, fits: (value) => /^\d{1,6}$/.test(value) },
  decimal: { what: '数字', weight: 0.1, fits: (value) => /^\d{1,6}(\.\d+)?$/.test(value) },
};

/** How well values fit a column of the dictionary; null when they can be anything. `values` are trimmed and not empty. */
export function valueEvidence(column: Column, values: readonly string[]): ValueEvidence | null {
  const kind = kindOf(column);
  if (kind === null || values.length === 0) return null;
  const share = values.filter((value) => kind.fits(value.normalize('NFKC'))).length / values.length;
  return { share, weight: kind.weight, what: kind.what };
}

function kindOf({ name: column, type, titles }: Column): ValueKind | null {
  if (type.startsWith('code:')) return codeKind(type.slice('code:'.length));
  if (type === 'boolean') return codeKind('yes_no');
  if (type === 'datetime') return kinds.date!;
  if (type !== 'text') return kinds[type] ?? null;
  if (titles.some((title) => /电话|手机/.test(title))) return kinds.phone!;
  if (/(^|_)id_number$/.test(column)) return kinds.id_number!;
  if (/(^|_)name$/.test(column) && !/school|class|unit/.test(column)) return kinds.name!;
  return kinds[column] ?? null;
}

/** Words of a list tell much; its codes are small numbers, which might be anything. */
function codeKind(list: string): ValueKind {
  const { title, items } = codeListOf(list);
  const words = new Set(items.flatMap(({ label, synonyms }) => [label, ...synonyms]).filter((word) => !/^[\dA-Za-z]*$/.test(word)));
  return { what: `“${title}”里的选项`, weight: 0.7, fits: (value) => words.has(value) };
}
