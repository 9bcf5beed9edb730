import { isDate } from '../calendar/days.ts';

export type ParamValue = string | number | boolean | readonly string[];

/** What a check declares about one of its numbers, dates, lists or choices. */
export interface ParamSpec {
  readonly type: 'integer' | 'number' | 'date' | 'list' | 'choice' | 'boolean';
  readonly unit?: string | undefined;
  /** Holds only where the regulation gives nothing. */
  readonly default?: unknown;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The allowed values of a choice, or of a list's items. */
  readonly values?: readonly string[] | undefined;
  /** The check whose param of the same name this one is; only there may a pack or a county set it. */
  readonly same_as?: string | undefined;
}

/** How an open wording is read, rather than a number of the regulation's. */
export const isChoice = (spec: ParamSpec): boolean => spec.type === 'choice' || spec.type === 'boolean';

/** What the check catalogue says about a check's parameters. */
export interface CheckParams {
  readonly id: string;
  readonly params: Readonly<Record<string, ParamSpec>>;
  /** Parameters of which none may be smaller than the one before. */
  readonly ascending?: readonly string[] | undefined;
  /** A data-quality check: no regulation speaks of it, so a silent one does not make its findings mere hints. */
  readonly generic?: boolean | undefined;
}

const unitTitles: Readonly<Record<string, string>> = {
  pupils: '人',
  'natural-day': '自然日',
  workday: '工作日',
  'school-day': '教学日',
  week: '周',
  month: '个月',
  term: '学期',
  'school-year': '学年',
  year: '年',
  times: '次',
  count: '个',
  'age-year': '周岁',
  minute: '分钟',
};

export const unitTitle = (unit: string): string => unitTitles[unit] ?? unit;

/** How a value from a YAML file is shown in a message. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return '空白';
  if (typeof value === 'string') return `“${value}”`;
  if (Array.isArray(value)) return `列表 [${value.map(String).join(', ')}]`;
  if (typeof value === 'object') return '多项内容';
  return String(value);
}

/** What values a parameter takes, as a message says it. */
export function allowed(spec: ParamSpec): string {
  const unit = spec.unit === undefined ? '' : `，单位：${unitTitle(spec.unit)}`;
  if (spec.type === 'integer' || spec.type === 'number') return `应为${rangeText(spec)}${spec.type === 'integer' ? '整数' : '数'}${unit}`;
  if (spec.type === 'date') return '应为日期：月-日（如 07-30）、年-月-日，或 term_end（学期末）';
  if (spec.type === 'boolean') return '应为 true 或 false';
  if (spec.type === 'choice') return `可选：${(spec.values ?? []).join('、')}`;
  return spec.values ? `应为列表，每项可选：${spec.values.join('、')}` : '应为文字列表，如 [甲, 乙]';
}

function rangeText({ min, max }: ParamSpec): string {
  if (min !== undefined && max !== undefined) return `${min} 到 ${max} 的`;
  if (min !== undefined) return `不小于 ${min} 的`;
  if (max !== undefined) return `不大于 ${max} 的`;
  return '';
}

export type ParamReading = { readonly value: ParamValue } | { readonly problem: string };

/** Why a param that is another check's may not be set for this one; null when it is the check's own. */
export function setElsewhere(checkId: string, name: string, spec: ParamSpec): string | null {
  return spec.same_as === undefined
    ? null
    : `${checkId} 的 ${name} 跟随 ${spec.same_as} 的同名参数，不能另写；要改请改 ${spec.same_as} 的 ${name}`;
}

/** Reads a bare value, or `{ value, unit }` where the file states the unit itself. */
export function readParam(spec: ParamSpec, raw: unknown): ParamReading {
  if (!isMapping(raw)) return isParamValue(spec, raw) ? { value: raw } : { problem: `写的是${shown(raw)}，${allowed(spec)}` };
  const strange = Object.keys(raw).find((key) => key !== 'value' && key !== 'unit');
  if (strange !== undefined) return { problem: `有不认识的项 ${strange}，可用：value、unit` };
  const { value, unit } = raw;
  if (unit !== undefined && unit !== spec.unit) {
    const expected = spec.unit === undefined ? '这一项没有单位，不写 unit' : `应为 ${spec.unit}（${unitTitle(spec.unit)}）`;
    return { problem: `单位写的是${shown(unit)}，${expected}` };
  }
  return isParamValue(spec, value) ? { value } : { problem: `写的是${shown(value)}，${allowed(spec)}` };
}

function isMapping(raw: unknown): raw is { readonly value?: unknown; readonly unit?: unknown } {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function isParamValue(spec: ParamSpec, value: unknown): value is ParamValue {
  if (spec.type === 'boolean') return typeof value === 'boolean';
  if (spec.type === 'choice') return typeof value === 'string' && (spec.values ?? []).includes(value);
  if (spec.type === 'date') return typeof value === 'string' && isDateParam(value);
  if (spec.type === 'list') return Array.isArray(value) && value.every((item) => isListItem(spec, item));
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (spec.type === 'integer' && !Number.isInteger(value)) return false;
  return value >= (spec.min ?? Number.NEGATIVE_INFINITY) && value <= (spec.max ?? Number.POSITIVE_INFINITY);
}

function isListItem(spec: ParamSpec, item: unknown): boolean {
  return typeof item === 'string' && (spec.values === undefined || spec.values.includes(item));
}

function isDateParam(value: string): boolean {
  // A month and day is checked in a leap year, so that 02-29 stands.
  return value === 'term_end' || isDate(value) || isDate(`2024-${value}`);
}
