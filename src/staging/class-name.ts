import { chineseNumber, type Grade, parseGrade } from './grade.ts';

/** What a class text says by itself. */
export interface ClassName {
  /** The number of the class in its grade; null for 阳光班. */
  readonly number: number | null;
  /** 701: class 1 where the grade is 7; decided where the grade is known. */
  readonly code: number | null;
  /** How the class is told apart from others of its grade: its number, else its name. */
  readonly label: string;
  /** The grade, when the class text carries one: 七（12）班, 2024级1班. */
  readonly grade: Grade | null;
  /** 待分班 is no class: its pupils await one. */
  readonly isPlaceholder: boolean;
}

const placeholder = /^(待|未|暂未|尚未)分(班|配)?$|^(待|未)分班级?$|^无班级$/;

const numberOnly = /^[(（]?(\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?)[)）]?班?$/;

export function parseClassName(text: string): ClassName {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const named = { number: null, code: null, label: plain, grade: null, isPlaceholder: false };
  if (placeholder.test(plain)) return { ...named, isPlaceholder: true };
  if (/^[1-9]\d\d班?$/.test(plain)) return { ...named, code: Number.parseInt(plain, 10) };
  const own = chineseNumber(numberOnly.exec(plain)?.[1] ?? '');
  if (own) return { ...named, number: own, label: String(own) };
  return gradedClass(plain) ?? named;
}

/** 二十一班 is class 21, not class 1 of grade 二十: so plain numbers come first, and a bare number is no grade here unless bracketed. */
function gradedClass(plain: string): ClassName | null {
  for (const split of gradeSplits(plain)) {
    const grade = parseGrade(split.grade);
    const number = chineseNumber(split.number);
    if (grade && number) return { number, code: null, label: String(number), grade, isPlaceholder: false };
  }
  return null;
}

function gradeSplits(plain: string): { grade: string; number: string }[] {
  const bracketed = /^(.+?)[(](\w{1,2}|[一二三四五六七八九十]{1,3})[)]班?$/.exec(plain);
  if (bracketed) return [{ grade: bracketed[1]!, number: bracketed[2]! }];
  const marked = /^(.+?[级届])(\w{1,2}|[一二三四五六七八九十]{1,3})班$/.exec(plain);
  if (marked) return [{ grade: marked[1]!, number: marked[2]! }];
  const stage = /^([小初高][一二三四五六])(\d{1,2})班$/.exec(plain) ?? /^(\d{1,2})[.\-_](\d{1,2})班?$/.exec(plain);
  return stage ? [{ grade: stage[1]!, number: stage[2]! }] : [];
}
