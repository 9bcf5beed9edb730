import type { FileShape } from '../student-forms.ts';
import type { Sheet } from './sheet.ts';
import { TEXT_STYLES } from './text-styles.ts';

const EXTENSIONS: Readonly<Record<FileShape, string>> = {
  csv: 'csv',
  'gb18030-csv': 'csv',
  'utf16-csv': 'csv',
  tsv: 'tsv',
  'excel-text-csv': 'csv',
  'semicolon-csv': 'csv',
  xlsx: 'xlsx',
  xls: 'xls',
  biff5: 'xls',
  'html-xls': 'xls',
  mht: 'mht',
  'xml-xls': 'xls',
  ods: 'ods',
  xlsb: 'xlsb',
  feather: 'feather',
  parquet: 'parquet',
};

/** What the names of such files end with. */
export const extensionOf = (shape: FileShape): string => EXTENSIONS[shape];

/** The bytes of a file with these sheets; text, web pages and columnar files have one, and columnar ones begin with their titles. */
export async function encodeFile(shape: FileShape, sheets: readonly [Sheet, ...Sheet[]]): Promise<Uint8Array> {
  const [first] = sheets;
  switch (shape) {
    case 'xlsx':
      return (await import('./workbook.ts')).xlsxBytes(sheets);
    case 'xls':
      return (await import('./biff.ts')).biffBytes(sheets, 'biff8');
    case 'biff5':
      return (await import('./biff.ts')).biffBytes(sheets, 'biff5');
    case 'ods':
    case 'xlsb':
      return (await import('./library-workbook.ts')).libraryBytes(sheets, shape);
    case 'html-xls':
      return (await import('./markup.ts')).htmlBytes([first]);
    case 'mht':
      return (await import('./markup.ts')).mhtBytes(sheets);
    case 'xml-xls':
      return (await import('./markup.ts')).spreadsheetXmlBytes(sheets);
    case 'feather':
      return (await import('./columnar.ts')).featherBytes(first.rows);
    case 'parquet':
      return (await import('./columnar.ts')).parquetBytes(first.rows);
    default:
      return textBytes(shape, first);
  }
}

function textBytes(shape: FileShape, { rows }: Sheet): Uint8Array {
  const style = TEXT_STYLES[shape];
  if (!style) throw new Error(`${shape} is no text`);
  return style.encode(style.start + rows.map((row) => `${style.line(row)}\r\n`).join(''));
}
