import { datasets } from '../../../datasets/dictionary.ts';
import { titleKeys } from '../title.ts';

/**
 * How alike an unknown title and the titles of a column are, from 0 to 1. Compared are the characters in pairs, one title inside the
 * other, and for pinyin codes (XSXM) the initials of Chinese titles.
 */
export function titleSimilarity(title: string, known: readonly string[]): number {
  const [whole, bare] = titleKeys(title);
  const own = [...new Set([whole, bare])].filter((key) => key !== '');
  return Math.max(0, ...known.flatMap((other) => own.map((key) => keySimilarity(key, titleKeys(other)[0]))));
}

function keySimilarity(key: string, other: string): number {
  if (other === '') return 0;
  if (key === other) return 1;
  if (isCode(key) && !isCode(other)) {
    const initials = initialsOf(other);
    return initials === null ? 0 : CODE_DISCOUNT * textSimilarity(key, initials);
  }
  return textSimilarity(key, other);
}

/** Initials say less than characters: many words share them. */
const CODE_DISCOUNT = 0.9;

function textSimilarity(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  // 学籍号码（正式） holds 学籍号; a single character inside a title says nothing.
  const contained = short.length >= 2 && long.includes(short) ? 0.5 + 0.5 * (short.length / long.length) : 0;
  return Math.max(contained, dice(a, b));
}

/** Shared pairs of neighbouring characters; the ends count, so that 姓名 and 名字 share something. */
function dice(a: string, b: string): number {
  const [ours, theirs] = [pairs(a), pairs(b)];
  const left = [...theirs];
  const shared = ours.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (ours.length + theirs.length);
}

const pairs = (text: string): string[] => {
  const padded = `^${text}$`;
  return Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2));
};

const isCode = (text: string): boolean => /^[a-z0-9_]+$/.test(text);

/**
 * Pinyin initial of each character, learned from the dictionary: a code as long as the Chinese title beside it (姓名, XM) spells it out.
 * No table of all characters is needed for the few hundred that titles are made of.
 */
const initials: ReadonlyMap<string, string> = learnInitials();

function learnInitials(): ReadonlyMap<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const { columns } of datasets.values()) {
    for (const { titles } of columns) {
      const keys = titles.map((title) => titleKeys(title)[0]);
      for (const code of keys.filter(isCode)) {
        const spelled = keys.find((key) => /^\p{Script=Han}+$/u.test(key) && key.length === code.length);
        for (const [at, character] of [...(spelled ?? '')].entries()) {
          const own = votes.get(character) ?? new Map<string, number>();
          votes.set(character, own.set(code[at]!, (own.get(code[at]!) ?? 0) + 1));
        }
      }
    }
  }
  return new Map([...votes].map(([character, own]) => [character, [...own].sort((a, b) => b[1] - a[1])[0]![0]]));
}

/** Null where a character's initial is not known. */
function initialsOf(title: string): string | null {
  const found = [...title].map((character) => initials.get(character) ?? null);
  return found.includes(null) ? null : found.join('');
}
