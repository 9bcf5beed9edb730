/** What a number shows as: itself, a day or time, or hours that go on counting after 24. */
export type NumberKind = 'number' | 'date' | 'elapsed';

/**
 * The formats that have a number and no text (ISO 29500-1, 18.8.30). 27–36 and 50–58 are dates and times in the Chinese, Japanese
 * and Korean versions, which write them without saying what they are; no other version has them.
 */
export function builtInKind(id: number): NumberKind {
  if (id === 46) return 'elapsed';
  const isDate = (id >= 14 && id <= 22) || id === 45 || id === 47 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return isDate ? 'date' : 'number';
}

/** What is text in a format code: quoted, escaped, as wide as, repeated. */
const LITERAL = /"[^"]*"?|\\[\s\S]|_[\s\S]|\*[\s\S]/g;
const ELAPSED = /\[(?:h+|m+|s+)\]/i;
const GENERAL = /general|g\/通用格式/gi;
/** Colours, conditions, locales. */
const BRACKETS = /\[[^\]]*\]?/g;
/** The E of 0.00E+00 is no year of an era. */
const EXPONENT = /E[+-]/gi;
/** Years (also of an era: e; Buddhist: b), months or minutes, days or weekdays (also a), hours, seconds. */
const DATE = /[ymdhseba]|上午|下午/i;

/** What a format code makes of a number. A date in any of its sections makes it one: no other section then shows a count. */
export function kindOfFormat(code: string): NumberKind {
  const bare = code.replace(LITERAL, '');
  if (ELAPSED.test(bare)) return 'elapsed';
  const shown = bare.replace(BRACKETS, '').replace(GENERAL, '').replace(EXPONENT, '');
  return DATE.test(shown) ? 'date' : 'number';
}
