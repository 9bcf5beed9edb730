/** Excel shows no longer text in a cell, and calls a file that has one damaged. */
const longestText = 32_767;

/** A text as a cell of a workbook can hold it: not too long, and nothing in it that would be read as an escape. */
export function cellText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 20)}……（内容过长，以下略）` : text;
  // _x0041_ is how the format escapes a character, so a text that has it must itself be escaped; U+FFFE and U+FFFF are not XML.
  return cut.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x').replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}
