/**
 * What a grade text says by itself. Which of grades 1 to 12 that is can depend on the school: 六年级 closes primary school under
 * 6-3 and opens junior school under 5-4, 初一 is 7 or 6, and 2024级 depends on the school year.
 */
export interface Grade {
  readonly kind: GradeKind;
  /** Grade number, number within the stage, or year, as `kind` says. */
  readonly value: number;
}

export type GradeKind =
  /** 一年级 … 十二年级, counted through */
  | 'through'
  /** 小一, 初二, 高三: counted within the stage */
  | 'primary'
  | 'junior'
  | 'senior'
  /** 小学2024级: year of entry into the stage */
  | 'primary-cohort'
  | 'junior-cohort'
  | 'senior-cohort'
  /** 2024级 without a stage */
  | 'cohort'
  /** 2027届: year of leaving the stage */
  | 'leaving';

const digits = new Map([...'零一二三四五六七八九'].map((character, value) => [character, value]));

/** 十二 → 12, 二十一 → 21, 7 → 7; null for anything else. */
export function chineseNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const tens = /^([二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(text);
  if (tens) return (tens[1] ? digits.get(tens[1])! : 1) * 10 + (tens[2] ? digits.get(tens[2])! : 0);
  return text.length === 1 ? (digits.get(text) ?? null) : null;
}

const number = '(\\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?)';

const forms: readonly [RegExp, (value: number) => Grade | null][] = [
  [new RegExp(`^(?:小学)?${number}年级?$`), (value) => within(value, 1, 12, 'through')],
  [new RegExp(`^${number}$`), (value) => within(value, 1, 12, 'through')],
  [new RegExp(`^小${number}$`), (value) => within(value, 1, 6, 'primary')],
  [new RegExp(`^(?:初中?|初级中学)${number}(?:年级)?$`), (value) => within(value, 1, 4, 'junior')],
  [new RegExp(`^(?:高中?|普通高中)${number}(?:年级)?$`), (value) => within(value, 1, 3, 'senior')],
];

const cohorts: readonly [RegExp, GradeKind][] = [
  [/^小学?(20\d\d)级$/, 'primary-cohort'],
  [/^初中?(20\d\d)级$/, 'junior-cohort'],
  [/^高中?(20\d\d)级$/, 'senior-cohort'],
  [/^(20\d\d)级$/, 'cohort'],
  [/^(?:小学|初中|高中)?(20\d\d)届$/, 'leaving'],
];

/** Null when the text names no grade: it is kept as it is and listed, not guessed. */
export function parseGrade(text: string): Grade | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  for (const [form, kind] of cohorts) {
    const match = form.exec(plain);
    if (match) return { kind, value: Number(match[1]) };
  }
  for (const [form, grade] of forms) {
    const value = chineseNumber(form.exec(plain)?.[1] ?? '');
    const found = value === null ? null : grade(value);
    if (found) return found;
  }
  return null;
}

const within = (value: number, from: number, to: number, kind: GradeKind): Grade | null =>
  value >= from && value <= to ? { kind, value } : null;
