const BRACKETED = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕/g;
const DECORATION = /[\s★☆*:='"“”‘’`()[\]【】〔〕\u200b-\u200f\u2060\ufeff]/g;
const ITEM_NUMBER = /^\d{1,2}[.、]/;

/**
 * What titles are compared by: full-width made half-width, without blanks, marks (★ * ：, ="…"), brackets and item numbers, in lower case.
 * The first key keeps what stands in brackets (国籍（地区）), the second is without it (出生日期（年月日））; often they are the same.
 */
export function titleKeys(title: string): readonly [whole: string, bare: string] {
  const text = title.normalize('NFKC');
  return [plain(text), plain(text.replace(BRACKETED, ''))];
}

const plain = (text: string): string => text.replace(DECORATION, '').replace(ITEM_NUMBER, '').toLowerCase();
