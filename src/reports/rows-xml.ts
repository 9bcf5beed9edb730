import { cellText } from './cell-text.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import type { Style } from './style.ts';

/** Rows that are put together into one piece of text. */
const rowsAtOnce = 128;

/**
 * The `<row>` elements of rows (ECMA-376 part 1, 18.3.1.73), a piece at a time. Texts stand in their cells, so that no table of all texts
 * has to be held.
 *
 * @param from number of the first row, from 0.
 * @param styleId the number by which the workbook knows a style.
 */
export function* rowsXml(rows: Iterable<SheetRow>, from: number, styleId: (style: Style) => number): Generator<string> {
  let number = from;
  let xml = '';
  for (const row of rows) {
    number += 1;
    xml += `<row r="${number}" ht="${row.height}" customHeight="1">`;
    row.cells.forEach((cell, column) => {
      xml += cellXml(cell, `${columnLetters(column)}${number}`, styleId(cell.style));
    });
    xml += '</row>';
    if ((number - from) % rowsAtOnce !== 0) continue;
    yield xml;
    xml = '';
  }
  if (xml !== '') yield xml;
}

function cellXml({ value }: SheetCell, reference: string, style: number): string {
  if (value === null) return `<c r="${reference}" s="${style}"/>`;
  if (typeof value === 'number') return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
  const text = cellText(value);
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${outerBlank.test(text) ? preserve : ''}>${escaped(text)}</t></is></c>`;
}

const preserve = ' xml:space="preserve"';
/** Blanks that programs drop unless told not to. Those inside stay by themselves. */
const outerBlank = /^\s|\s$/;

const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

/** A, B … Z, AA … */
function columnLetters(column: number): string {
  return column < 26 ? letters[column]! : columnLetters(Math.floor(column / 26) - 1) + letters[column % 26]!;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '_x000D_' };
// XML has no place for most control characters; Excel writes them as _x0001_.
const marked = /[&<>\r]|[\u0000-\u0008\u000B\u000C\u000E-\u001F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function escaped(text: string): string {
  return text.replace(marked, (character) => {
    const mark = marks[character];
    if (mark !== undefined) return mark;
    const code = character.charCodeAt(0);
    return code < 0x20 ? `_x${code.toString(16).toUpperCase().padStart(4, '0')}_` : '\uFFFD';
  });
}
