import type { Cell } from './csv.ts';
import { encodeGb18030 } from './gb18030.ts';
import { type Sheet, widthOf } from './sheet.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (cell: Cell): string => String(cell).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Cells of a row from left to right with the number that each covers; what a merge covers is left out. */
function spans(sheet: Sheet, row: number): readonly { readonly cell: Cell; readonly columns: number }[] {
  const merges = (sheet.merges ?? []).filter((merge) => merge.row === row);
  return (sheet.rows[row] ?? []).flatMap((cell, at) => {
    const merge = merges.find(({ first, last }) => at >= first && at <= last);
    if (merge && at > merge.first) return [];
    return [{ cell, columns: merge ? merge.last - merge.first + 1 : 1 }];
  });
}

function tableRows(sheet: Sheet): string {
  const row = (_: unknown, at: number): string =>
    `<tr>${spans(sheet, at)
      .map(({ cell, columns }) => `<td${columns > 1 ? ` colspan="${columns}"` : ''}>${escaped(cell)}</td>`)
      .join('')}</tr>\r\n`;
  return sheet.rows.map(row).join('');
}

/** A web page in GBK that a web system sends as a workbook; the format of the cells says text. */
export function htmlBytes([sheet]: readonly [Sheet]): Uint8Array {
  const head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">\r\n<style>td{mso-number-format:"\\@";}</style>';
  return encodeGb18030(
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>${head}</head><body>\r\n<table border="1">\r\n${tableRows(sheet)}</table></body></html>`,
  );
}

/** A workbook in XML as Excel 2003 saves it. */
export function spreadsheetXmlBytes(sheets: readonly Sheet[]): Uint8Array {
  const cell = ({ cell, columns }: { cell: Cell; columns: number }): string => {
    const across = columns > 1 ? ` ss:MergeAcross="${columns - 1}"` : '';
    return `<Cell${across}><Data ss:Type="${typeof cell === 'number' ? 'Number' : 'String'}">${escaped(cell)}</Data></Cell>`;
  };
  const worksheet = (sheet: Sheet): string => {
    const rows = sheet.rows.map((_, at) => `<Row>${spans(sheet, at).map(cell).join('')}</Row>\r\n`).join('');
    return `<Worksheet ss:Name="${escaped(sheet.name)}"><Table ss:ExpandedColumnCount="${widthOf(sheet)}" ss:ExpandedRowCount="${sheet.rows.length}">\r\n${rows}</Table></Worksheet>\r\n`;
  };
  return utf8(
    `<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\r\n${sheets.map(worksheet).join('')}</Workbook>\r\n`,
  );
}

const BOUNDARY = '----=_NextPart_01';

/** 76 characters a line, as mail wants it. */
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');

/** A web page in one file: a frame that names the sheets, and a page for each. */
export function mhtBytes(sheets: readonly Sheet[]): Uint8Array {
  const part = (name: string, page: string): string =>
    `--${BOUNDARY}\r\nContent-Location: file:///C:/book/${name}\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n${base64(page)}\r\n\r\n`;
  const names = sheets.map(({ name }) => `<x:Name>${escaped(name)}</x:Name>`).join('');
  const frame = `<html><!--[if gte mso 9]><xml>${names}</xml><![endif]--><frameset></frameset></html>`;
  const pages = sheets.map((sheet, at) =>
    part(`sheet${at + 1}.htm`, `<html><meta charset="utf-8"><table>${tableRows(sheet)}</table></html>`),
  );
  return utf8(
    `MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary="${BOUNDARY}"\r\n\r\n${part('book.htm', frame)}${pages.join('')}--${BOUNDARY}--\r\n`,
  );
}
