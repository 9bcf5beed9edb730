import { UsageFailure } from '../failure.ts';

/** The words of an option such as `--severity 红,橙`; none when the option was not used. @throws UsageFailure when nothing was written behind it */
export function wordsOf(flag: string, text: string | undefined): string[] {
  if (text === undefined) return [];
  const words = text.split(/[\s,，、]+/).filter((word) => word !== '');
  if (words.length === 0) throw new UsageFailure(`${flag} 后面没有写值。`);
  return words;
}

/**
 * The codes that an option's words stand for; each word is a code or its title.
 * @throws UsageFailure for a word that is neither
 */
export const codesOf = (flag: string, text: string | undefined, titles: Readonly<Record<string, string>>): string[] =>
  wordsOf(flag, text).map((word) => {
    const found = Object.entries(titles).find(([code, title]) => code === word || title === word);
    if (found) return found[0];
    const allowed = Object.entries(titles).map(([code, title]) => (code === title ? code : `${title}（${code}）`));
    throw new UsageFailure(`${flag} 写的是“${word}”，可选：${allowed.join('、')}；几个之间用逗号隔开。`);
  });
