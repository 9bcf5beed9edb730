import { Unsupported } from './trouble.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const UNDERSCORE = 0x5f;
const LOWER_X = 0x78;
/** `&#x10FFFF;` is the longest reference that stands for a character; zeros before it do no harm. */
const LONGEST_REFERENCE = 24;
const ESCAPE_BYTES = '_x000D_'.length;

const NAMED: Readonly<Record<string, number>> = { lt: 0x3c, gt: 0x3e, amp: 0x26, quot: 0x22, apos: 0x27 };

/** The text of a cell or string being put together, as UTF-8: references resolved, line ends as XML has them, escapes of the format undone. */
export class XmlText {
  bytes = Buffer.allocUnsafe(4096);
  length = 0;
  #segment = 0;

  /** Appends text as it stands in the source; with `references` the `&…;` in it are resolved. */
  append(source: Buffer, start: number, end: number, references: boolean): void {
    this.#reserve(end - start);
    for (let at = start; at < end; at++) {
      const byte = source[at]!;
      if (byte === AMPERSAND && references) {
        at = this.#reference(source, at, end);
      } else if (byte === CR) {
        // XML has one kind of line end (XML 1.0, 2.11); a CR that is meant is written &#13; or _x000D_.
        if (source[at + 1] !== LF || at + 1 >= end) this.bytes[this.length++] = LF;
      } else {
        this.bytes[this.length++] = byte;
      }
    }
  }

  /** Undoes the `_xHHHH_` of what was appended since the last call (ISO 29500-1, 22.9.2.19), in place: they only shrink. */
  unescape(): void {
    const { bytes } = this;
    let to = this.#segment;
    for (let at = to; at < this.length; ) {
      const unit = this.#escapeAt(at);
      if (unit < 0) {
        bytes[to++] = bytes[at++]!;
        continue;
      }
      at += ESCAPE_BYTES;
      const low = unit >= 0xd800 && unit < 0xdc00 ? this.#escapeAt(at) : -1;
      const isPair = low >= 0xdc00 && low < 0xe000;
      if (isPair) at += ESCAPE_BYTES;
      to += putCharacter(bytes, to, isPair ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : unit);
    }
    this.length = to;
    this.#segment = to;
  }

  clear(): void {
    this.length = 0;
    this.#segment = 0;
  }

  #reference(source: Buffer, at: number, end: number): number {
    const semicolon = source.indexOf(SEMICOLON, at);
    if (semicolon < 0 || semicolon >= end || semicolon - at > LONGEST_REFERENCE) throw new Unsupported('有写得不完整的“&”');
    this.length += putCharacter(this.bytes, this.length, codePointOf(source.toString('latin1', at + 1, semicolon)));
    return semicolon;
  }

  #escapeAt(at: number): number {
    const { bytes } = this;
    if (bytes[at] !== UNDERSCORE || bytes[at + 1] !== LOWER_X || at + ESCAPE_BYTES > this.length) return -1;
    if (bytes[at + 6] !== UNDERSCORE) return -1;
    const digits = bytes.toString('latin1', at + 2, at + 6);
    return /^[0-9A-Fa-f]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
  }

  #reserve(bytes: number): void {
    if (this.bytes.length - this.length >= bytes) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + bytes));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

/** Text as it stands in an attribute, as a string. */
export function plainText(raw: string): string {
  if (!/[&\r\n\t]|_x/.test(raw)) return raw;
  const text = new XmlText();
  const source = Buffer.from(raw);
  text.append(source, 0, source.length, true);
  text.unescape();
  return text.bytes.toString('utf8', 0, text.length);
}

function codePointOf(reference: string): number {
  const number = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(reference);
  const code = number ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : NAMED[reference];
  if (code === undefined || !isCharacter(code)) throw new Unsupported(`“&${reference};”不是认识的字符`);
  return code;
}

/** XML 1.0, 2.2. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === TAB || code === LF || code === CR;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0x10ffff && code !== 0xfffe && code !== 0xffff);
}

/** Half of a pair becomes U+FFFD, as everywhere that turns text into UTF-8. */
function putCharacter(bytes: Buffer, at: number, code: number): number {
  return bytes.write(String.fromCodePoint(code), at);
}
