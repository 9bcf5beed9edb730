/** Letter of a column as spreadsheet programs show it. @param index 1-based: 1 is A, 27 is AA */
export function columnLetter(index: number): string {
  const rest = (index - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return index > 26 ? columnLetter((index - 1 - rest) / 26) + letter : letter;
}
