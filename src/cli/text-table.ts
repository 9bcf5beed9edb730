import { textWidth } from '../reports/measure.ts';

const padded = (text: string, width: number, alignRight: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return alignRight ? blanks + text : text + blanks;
};

/** Lines with aligned columns; columns of numbers are aligned right. The header is left out when empty. */
export function textTable(header: readonly string[], rows: readonly (readonly (string | number)[])[], indent = '  '): string {
  const lines = header.length > 0 ? [header, ...rows] : rows;
  const count = Math.max(0, ...lines.map((line) => line.length));
  const columns = Array.from({ length: count }, (_, column) => ({
    width: Math.max(...lines.map((line) => textWidth(String(line[column] ?? '')))),
    isNumeric: rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  }));
  return lines
    .map((line) => {
      const cells = columns.map(({ width, isNumeric }, column) => padded(String(line[column] ?? ''), width, isNumeric));
      return `${indent}${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}
