import { diffDays } from './days.ts';

/** 'MM-DD' to 'MM-DD', both included; the first term ends in the next year. */
export interface TermSpan {
  readonly from: string;
  readonly to: string;
}
export interface DefaultTerms {
  readonly firstTerm: TermSpan;
  readonly secondTerm: TermSpan;
}

/** 学期默认（可配置）: 9月1日至1月15日、3月1日至7月15日. */
export const defaultTerms: DefaultTerms = { firstTerm: { from: '09-01', to: '01-15' }, secondTerm: { from: '03-01', to: '07-15' } };

/** A term with its first and last calendar day. What was not in the calendar file is inferred from the defaults. */
export interface Term {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** The days that the file itself puts in the term; null: none. */
  readonly given: { readonly from: string; readonly to: string } | null;
}

/** One day of a calendar file, as far as terms go. */
export interface TermDay {
  readonly day: string;
  readonly term: string | null;
  readonly event: string | null;
}

/**
 * The terms between two dates, in order.
 * A term of the file reaches from its first to its last day (weekends and holidays may be left out of the file).
 * Where the file itself begins or stops inside a default term, without saying that school began or the term ended, it was
 * cut off: the rest of the term is taken from the default, because days wrongly held for vacation would hide an absence.
 */
export function termsBetween(rows: readonly TermDay[], from: string, to: string, defaults: DefaultTerms): readonly Term[] {
  const standard = standardTerms(from, to, defaults);
  const given = givenTerms(rows);
  const firstRow = rows[0];
  const lastRow = rows.at(-1);
  const known = given.map((term) => {
    const usual = standard.find((candidate) => overlap(candidate, term));
    const isCutBefore = usual && term.from === firstRow?.day && firstRow.event !== 'term_start' && usual.from < term.from;
    const isCutAfter = usual && term.to === lastRow?.day && lastRow.event !== 'term_end' && usual.to > term.to;
    return { ...term, from: isCutBefore ? usual.from : term.from, to: isCutAfter ? usual.to : term.to };
  });
  const inferred = standard.filter((term) => !given.some((other) => overlap(term, other)));
  return [...known, ...inferred].sort((a, b) => (a.from < b.from ? -1 : 1));
}

const overlap = (a: TermSpan, b: TermSpan): boolean => a.from <= b.to && b.from <= a.to;

/** Longer than any holiday inside a term, shorter than any vacation. */
const longestHoliday = 14;

function givenTerms(rows: readonly TermDay[]): readonly Term[] {
  const spans: Term[] = [];
  for (const { term: name, day } of rows) {
    if (name === null) continue;
    const index = spans.findLastIndex((span) => span.name === name);
    const span = spans[index];
    // 第一学期 comes back every year, and a school year's label on both sides of the winter vacation.
    if (span === undefined || diffDays(span.to, day) > longestHoliday)
      spans.push({ name, from: day, to: day, given: { from: day, to: day } });
    else spans[index] = { name, from: span.from, to: day, given: { from: span.from, to: day } };
  }
  const isRepeated = ({ name }: Term): boolean => spans.filter((other) => other.name === name).length > 1;
  return spans.map((span) => (isRepeated(span) ? { ...span, name: `${span.name}（${span.from}起）` } : span));
}

function standardTerms(from: string, to: string, { firstTerm, secondTerm }: DefaultTerms): readonly Term[] {
  const firstYear = Number(from.slice(0, 4)) - 1;
  const years = Array.from({ length: Number(to.slice(0, 4)) - firstYear + 1 }, (_, index) => firstYear + index);
  return years.flatMap((year) => [
    { name: `${year}-${year + 1}-1`, from: `${year}-${firstTerm.from}`, to: `${year + 1}-${firstTerm.to}`, given: null },
    { name: `${year}-${year + 1}-2`, from: `${year + 1}-${secondTerm.from}`, to: `${year + 1}-${secondTerm.to}`, given: null },
  ]);
}
