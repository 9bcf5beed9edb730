const MIDDLE_DOTS = new Set(['•', '‧', '・', '･', '．', '.', '。', '-', '—', '·', '－']);
const BLANKS = new Set([' ', '\u3000', '\u00a0', '\t', '\n', '\r']);
const INVISIBLE = new Set(['\u200b', '\u200c', '\u200d', '\ufeff']);
const REMARKS = ['（转）', '(转)', '（休）', '(休)', '*', '★'];

const isHan = (character: string | undefined): boolean => {
  const code = character?.codePointAt(0) ?? 0;
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x323af) || character === '〇' || character === '□';
};

function withoutRemark(name: string): string {
  const remark = REMARKS.find((ending) => name.endsWith(ending));
  return remark === undefined ? name : withoutRemark(name.slice(0, -remark.length));
}

/** Nothing but characters of the basic block: most names, and quickly seen. */
function isPlain(name: string): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code < 0x4e00 || code > 0x9fff) return false;
  }
  return true;
}

/** What two spellings of one name have in common: no blanks between characters, no middle dot, no remark; Latin in capitals. */
export function nameKey(written: string): string {
  if (isPlain(written)) return written;
  const visible = [...withoutRemark(written.trim())].filter((character) => !INVISIBLE.has(character));
  const kept = visible.filter((character, index) => {
    const between = isHan(visible[index - 1]) && isHan(visible[index + 1]);
    return !(between && (MIDDLE_DOTS.has(character) || BLANKS.has(character)));
  });
  return kept.join('').toUpperCase();
}

/**
 * Characters that the generator writes and the 通用规范汉字表 (2013, 8,105 characters) does not contain.
 * The oracle needs no more of that table.
 */
const OUTSIDE_THE_STANDARD = new Set(['龑', '□', '?', '？', '〇']);

const isDoubtfulGlyph = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return OUTSIDE_THE_STANDARD.has(character) || (code >= 0xe000 && code <= 0xf8ff);
};

/** 字形差异: one character differs, and one of the two cannot be trusted to be what the parents chose. */
export function differInGlyphOnly(one: string, other: string): boolean {
  const a = [...one];
  const b = [...other];
  if (a.length !== b.length) return false;
  const places = a.flatMap((character, index) => (character === b[index] ? [] : [index]));
  const [place] = places;
  if (places.length !== 1 || place === undefined) return false;
  return isDoubtfulGlyph(a[place] ?? '') || isDoubtfulGlyph(b[place] ?? '');
}
