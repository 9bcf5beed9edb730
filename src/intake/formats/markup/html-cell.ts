import type { CellContent } from '../spanning-rows.ts';
import { decodeEntities } from './entities.ts';

/** What the attributes of a table cell say. */
export interface CellShape {
  readonly columns: number;
  /** 0: as far as the group of rows goes. */
  readonly rows: number;
  readonly isHidden: boolean;
  /** Whether covered cells are only room for a long text, not a merge. */
  readonly isOverflow: boolean;
  /** The text or number that the cell holds where it shows something else. */
  readonly text: string | null;
  readonly number: string | null;
}

const HIDDEN = /display\s*:\s*none/i;
const BLANKS = /[ \t\r\n\f]+/g;
const NOT_PLAIN = /[\0 \t\r\n\f&]/;
/** Nothing that could be seen. */
const INVISIBLE = /^[\s\u200b-\u200d\ufeff]*$/;
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const SCIENTIFIC = /^-?\d(\.\d+)?e\+\d+$/i;

export const isHidden = (attributes: string): boolean => attributes.length > 12 && HIDDEN.test(attributes);

export function shapeOf(attributes: ReadonlyMap<string, string>): CellShape {
  const style = attributes.get('style') ?? '';
  return {
    columns: count(attributes.get('colspan'), 1),
    rows: count(attributes.get('rowspan'), 0),
    isHidden: HIDDEN.test(style) || attributes.has('hidden'),
    isOverflow: /mso-ignore\s*:\s*colspan/i.test(style),
    text: attributes.get('x:str') || null,
    number: attributes.get('x:num') ?? attributes.get('sdval') ?? null,
  };
}

function count(value: string | undefined, least: number): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isNaN(number) ? 1 : Math.max(number, least);
}

/**
 * The content of a cell: its text as it is shown, blanks run together as browsers do, everything else as written.
 * @param raw lines that `<br>` and paragraphs make, divided by U+0000, entities not yet resolved
 */
export function htmlContent(raw: string, shape: CellShape): CellContent | null {
  if (shape.text !== null) return { text: decodeEntities(shape.text), isNumber: false };
  const text = htmlText(raw);
  if (INVISIBLE.test(text)) return null;
  if (shape.number === null) return { text, isNumber: false };
  const digits = text.replaceAll(',', '');
  if (PLAIN_NUMBER.test(digits) && (shape.number === '' || Number(shape.number) === Number(digits)))
    return { text: digits, isNumber: true };
  // A number too long to be shown; the attribute still has all that is left of it.
  const value = Number(shape.number);
  return SCIENTIFIC.test(text) && shape.number !== '' && Number.isFinite(value)
    ? { text: String(value), isNumber: true }
    : { text, isNumber: false };
}

/** The same for text outside of cells. */
export function htmlText(raw: string): string {
  if (!NOT_PLAIN.test(raw)) return raw;
  const lines = raw.split('\0').map((line) => line.replace(BLANKS, ' ').replace(/^ | $/g, ''));
  return decodeEntities(lines.length === 1 ? lines[0]! : lines.join('\n').replace(/^\n+|\n+$/g, ''));
}
