import { type ZipPart, type ZipShape, zipFile } from './zip-file.ts';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface XlsxShape {
  /** Content of the first sheet's `<sheetData>`. */
  readonly rows?: string;
  /** What follows `</sheetData>`. */
  readonly after?: string;
  /** The first sheet's part as a whole, in place of the two above. */
  readonly sheet?: string | Buffer;
  /** Content of `<sst>`. */
  readonly strings?: string;
  /** Format codes of `s="1"`, `s="2"` …; a number is one of the built-in formats. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Parts put in place of, or beside, the usual ones; null removes. */
  readonly parts?: Readonly<Record<string, string | Buffer | null>>;
  readonly zip?: ZipShape;
}

export const worksheet = (content: string, attributes = `xmlns="${MAIN}"`) =>
  `${DECLARATION}<worksheet ${attributes}>${content}</worksheet>`;

/** A workbook written by hand, part for part. */
export function xlsxParts(shape: XlsxShape): ZipPart[] {
  const parts: Record<string, string | Buffer | null> = {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${shape.date1904 ? 1 : 0}"/><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ]),
    'xl/sharedStrings.xml': `${DECLARATION}<sst xmlns="${MAIN}">${shape.strings ?? ''}</sst>`,
    'xl/styles.xml': styles(shape.formats ?? []),
    'xl/worksheets/sheet1.xml': shape.sheet ?? worksheet(`<sheetData>${shape.rows ?? ''}</sheetData>${shape.after ?? ''}`),
    ...shape.parts,
  };
  return Object.entries(parts).flatMap(([name, content]) =>
    content === null ? [] : [{ name, bytes: Buffer.isBuffer(content) ? content : Buffer.from(content) }],
  );
}

export const xlsxFile = (shape: XlsxShape): Buffer => zipFile(xlsxParts(shape), shape.zip);

export function relationships(list: readonly (readonly [id: string, kind: string, target: string])[]): string {
  const items = list.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`);
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}">${items.join('')}</Relationships>`;
}

function styles(formats: readonly (string | number)[]): string {
  const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const custom = formats.map((code, index) =>
    typeof code === 'string' ? `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>` : '',
  );
  const xfs = formats.map((code, index) => `<xf numFmtId="${typeof code === 'string' ? 200 + index : code}"/>`);
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts>${custom.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`;
}
