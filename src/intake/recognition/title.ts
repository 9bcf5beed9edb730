const BRACKETED = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕/g;
const BRACKET = /[([【〔]/;
const DECORATION = /[\s★☆*:='"“”‘’`()[\]【】〔〕\u200b-\u200f\u2060\ufeff]/g;
const ITEM_NUMBER = /^\d{1,2}[.、]/;

/**
 * What titles are compared by: full-width made half-width, without blanks, marks (★ * ：, ="…"), brackets and item numbers, in lower case.
 * The first key keeps what stands in brackets (国籍（地区）), the second is without it (出生日期（年月日））; often they are the same.
 */
export function titleKeys(title: string): TitleKeys {
  const known = lately.get(title);
  if (known !== undefined) return known;
  const text = title.normalize('NFKC');
  const whole = plain(text);
  const keys: TitleKeys = [whole, BRACKET.test(text) ? plain(text.replace(BRACKETED, '')) : whole];
  if (lately.size >= MOST_KEPT) lately.clear();
  lately.set(title, keys);
  return keys;
}

type TitleKeys = readonly [whole: string, bare: string];

/** The first rows of a sheet are looked at from many sides: the same cells are asked for again and again. */
const lately = new Map<string, TitleKeys>();
const MOST_KEPT = 10_000;

const plain = (text: string): string => text.replace(DECORATION, '').replace(ITEM_NUMBER, '').toLowerCase();
