import type { ExportedFinding } from './export.ts';
import { type ExportColumn, exportColumns } from './export-columns.ts';

/** Excel takes a file without it for GBK. */
const byteOrderMark = '\uFEFF';

/** A spreadsheet program would run such a text as a formula. */
const startsFormula = /^[=+\-@\t\r]/;

const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/** The titles, with which the file begins. */
export const csvHead = byteOrderMark + line(exportColumns.map(({ path }) => path));

/** The same fields as a line of the JSON Lines export, flattened: `subject.name`; evidence as JSON, articles with 、 between. */
export const csvLines = (findings: readonly ExportedFinding[]): string =>
  findings.map((finding) => line(exportColumns.map(({ value }) => csvCell(value(finding))))).join('');

function csvCell(value: ReturnType<ExportColumn['value']>): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = typeof value === 'string' ? value : value.join('、');
  const text = startsFormula.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
