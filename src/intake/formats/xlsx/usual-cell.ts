import { MOST_COLUMNS } from './cell-reference.ts';
import type { CellType } from './cell-values.ts';

const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const ZERO = 0x30;
const LT = 0x3c;
const EQUALS = 0x3d;
const GT = 0x3e;
const BEFORE_A = 0x40;
const UNDERSCORE = 0x5f;
const LOWER_C = 0x63;
const LOWER_N = 0x6e;
const LOWER_R = 0x72;
const LOWER_S = 0x73;
const LOWER_T = 0x74;
const LOWER_V = 0x76;
const LOWER_X = 0x78;

const VALUE_END_BYTES = '</v></c>'.length;
const STR = Buffer.from('str"');
const INLINE = Buffer.from('inlineStr"');
const INLINE_START = Buffer.from('<is><t>');
const INLINE_START_PRESERVED = Buffer.from('<is><t xml:space="preserve">');
const INLINE_END = Buffer.from('</t></is></c>');

/**
 * Cells in the one way in which nearly all writers put them down: `<c r="B7" s="1" t="s"><v>12</v></c>`, or with an inline text.
 * These are what the time goes into; whatever looks otherwise is left to the cursor, which knows all that XML allows.
 */
export class UsualCell {
  /** From 0; −1 when the cell does not say. */
  column = -1;
  style = 0;
  type: CellType = 'n';
  /** Whether there is a value, in the bytes from `start` to `end`. */
  hasValue = false;
  start = 0;
  end = 0;
  /** The value of a shared string or number that is all digits, at most nine; −1 for any other. */
  integer = -1;

  /** @returns the place behind the cell, or −1 when it is none of these, or not all of it is before `limit` */
  read(bytes: Buffer, from: number, limit: number, row: number): number {
    if (bytes[from] !== LT || bytes[from + 1] !== LOWER_C) return -1;
    const at = this.#attributes(bytes, from + 2, row);
    if (at < 0) return -1;
    const behind = this.#content(bytes, at, limit);
    return behind > limit ? -1 : behind;
  }

  #attributes(bytes: Buffer, from: number, row: number): number {
    let at = from;
    let column = -1;
    let style = 0;
    let type: CellType = 'n';
    let seen = 0;
    while (bytes[at] === SPACE) {
      if (bytes[at + 2] !== EQUALS || bytes[at + 3] !== QUOTE) return -1;
      const name = bytes[at + 1]!;
      const bit = 1 << (name - LOWER_R);
      if (seen & bit) return -1;
      seen |= bit;
      at += 4;
      if (name === LOWER_R) {
        let letters = 0;
        for (let letter = bytes[at]! - BEFORE_A; letter > 0 && letter <= 26; letter = bytes[++at]! - BEFORE_A)
          letters = letters * 26 + letter;
        let digits = 0;
        for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) digits = digits * 10 + digit;
        if (digits !== row || letters === 0 || letters > MOST_COLUMNS) return -1;
        column = letters - 1;
      } else if (name === LOWER_S) {
        const first = at;
        style = 0;
        for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) style = style * 10 + digit;
        if (at === first) return -1;
      } else if (name === LOWER_T) {
        const letter = bytes[at]!;
        if (bytes[at + 1] === QUOTE) {
          if (letter !== LOWER_S && letter !== LOWER_N) return -1;
          type = letter === LOWER_S ? 's' : 'n';
          at++;
        } else if (isAt(bytes, at, STR)) {
          type = 'str';
          at += 3;
        } else if (isAt(bytes, at, INLINE)) {
          type = 'inlineStr';
          at += 9;
        }
      } else {
        return -1;
      }
      if (bytes[at++] !== QUOTE) return -1;
    }
    this.column = column;
    this.style = style;
    this.type = type;
    return at;
  }

  #content(bytes: Buffer, from: number, limit: number): number {
    let at = from;
    this.hasValue = false;
    if (bytes[at] === SLASH) return bytes[at + 1] === GT ? at + 2 : -1;
    if (bytes[at] !== GT) return -1;
    at++;
    const isInline = this.type === 'inlineStr';
    if (isInline) {
      if (isAt(bytes, at, INLINE_START)) at += INLINE_START.length;
      else if (isAt(bytes, at, INLINE_START_PRESERVED)) at += INLINE_START_PRESERVED.length;
      else return -1;
    } else {
      if (bytes[at] !== LT || bytes[at + 1] !== LOWER_V || bytes[at + 2] !== GT) return -1;
      at += 3;
    }
    this.hasValue = true;
    this.start = at;
    this.integer = -1;
    if (this.type === 's' || this.type === 'n') {
      let integer = 0;
      for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) integer = integer * 10 + digit;
      if (bytes[at] === LT && at > this.start && at - this.start <= 9) {
        this.integer = integer;
        this.end = at;
        return isValueEnd(bytes, at) ? at + VALUE_END_BYTES : -1;
      }
    }
    while (at < limit) {
      const byte = bytes[at]!;
      if (byte === LT) break;
      if (byte === AMPERSAND || byte === CR || (byte === UNDERSCORE && bytes[at + 1] === LOWER_X)) return -1;
      at++;
    }
    this.end = at;
    if (isInline) return isAt(bytes, at, INLINE_END) ? at + INLINE_END.length : -1;
    return isValueEnd(bytes, at) ? at + VALUE_END_BYTES : -1;
  }
}

/** Whether `</v></c>` follows; in one expression, since it is asked of every cell. */
function isValueEnd(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === LT &&
    bytes[at + 1] === SLASH &&
    bytes[at + 2] === LOWER_V &&
    bytes[at + 3] === GT &&
    bytes[at + 4] === LT &&
    bytes[at + 5] === SLASH &&
    bytes[at + 6] === LOWER_C &&
    bytes[at + 7] === GT
  );
}

function isAt(bytes: Buffer, at: number, literal: Buffer): boolean {
  for (let i = 0; i < literal.length; i++) if (bytes[at + i] !== literal[i]) return false;
  return true;
}
