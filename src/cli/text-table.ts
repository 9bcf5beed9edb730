/** Columns a text takes on a terminal: a Han character or full-width sign takes two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character < '\u2000' ? 1 : 2;
  return width;
}

const padded = (text: string, width: number, alignRight: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return alignRight ? blanks + text : text + blanks;
};

/** Lines with aligned columns; columns of numbers are aligned right. The header is left out when empty. */
export function textTable(header: readonly string[], rows: readonly (readonly (string | number)[])[], indent = '  '): string {
  const lines = header.length > 0 ? [header, ...rows] : rows;
  const count = Math.max(0, ...lines.map((line) => line.length));
  const columns = Array.from({ length: count }, (_, column) => ({
    width: Math.max(...lines.map((line) => displayWidth(String(line[column] ?? '')))),
    isNumeric: rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  }));
  return lines
    .map((line) => {
      const cells = columns.map(({ width, isNumeric }, column) => padded(String(line[column] ?? ''), width, isNumeric));
      return `${indent}${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}
