import type { FileShape } from '../student-forms.ts';
import { commaStyle, type TextStyle } from './csv.ts';
import { encodeGb18030 } from './gb18030.ts';

/** What a spreadsheet would take for a number: identity numbers lose their end, codes the zeros in front. */
const looksNumeric = (text: string): boolean => /^\d[\d.]*X?$/.test(text);

const utf16: TextStyle['encode'] = (text) => new Uint8Array(Buffer.from(text, 'utf16le'));

/** The shapes that are text, and how. Cells hold no separator but the comma, and no line break. */
export const TEXT_STYLES: Readonly<Partial<Record<FileShape, TextStyle>>> = {
  csv: commaStyle,
  'gb18030-csv': { ...commaStyle, encode: encodeGb18030, start: '' },
  'utf16-csv': { ...commaStyle, encode: utf16 },
  tsv: { ...commaStyle, line: (row) => row.join('\t') },
  'excel-text-csv': {
    ...commaStyle,
    line: (row) => row.map((cell) => (looksNumeric(String(cell)) ? `="${cell}"` : commaStyle.line([cell]))).join(','),
  },
  'semicolon-csv': {
    ...commaStyle,
    start: '\ufeffsep=;\r\n',
    line: (row) => row.map((cell) => (looksNumeric(String(cell)) ? `'${cell}` : String(cell))).join(';'),
  },
};
