import { DEEPEST, tooDeep, Unsupported } from './trouble.ts';
import { behindMarkup, CDATA_END, CDATA_START, incomplete, isCdata } from './xml-markup.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const LT = 0x3c;
const EQUALS = 0x3d;
const GT = 0x3e;
const QUESTION = 0x3f;
const UNDERSCORE = 0x5f;
const LOWER_X = 0x78;

/** 1 for the bytes that names may have (XML 1.0, 2.3; all beyond ASCII), by byte. */
const NAME_BYTES = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[A-Za-z0-9_.:-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

const isSpace = (byte: number): boolean => byte === SPACE || byte === LF || byte === TAB || byte === CR;

/**
 * Reads XML from bytes, one tag, attribute or text at a time, without making an object of any. What it found last is in its fields,
 * as positions in `bytes`. Everything before `mark` is dealt with and need not be kept.
 */
export class XmlCursor {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;
  mark = 0;
  /** The last tag: its prefix with the colon is from `tagStart` to `nameStart`. */
  tagStart = 0;
  nameStart = 0;
  nameEnd = 0;
  /** Whether the last tag closes itself; known when its attributes have been read. */
  selfClosed = false;
  attributeStart = 0;
  attributeEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  /** The last text, when it is one piece without references, markup, line ends or escapes to resolve. */
  textStart = 0;
  textEnd = 0;

  /** Moves behind the name of the next tag; true for a start tag. Text before it is an error unless it may be skipped. */
  nextTag(skipText = false): boolean {
    const { bytes, end } = this;
    let at = this.at;
    for (;;) {
      if (skipText) at = this.#find(LT, at);
      while (at < end && isSpace(bytes[at]!)) at++;
      if (at + 1 >= end) throw incomplete;
      if (bytes[at] !== LT) throw new Unsupported('标签之间有不该有的文字');
      const next = bytes[at + 1]!;
      if (next === SLASH) {
        this.#name(at + 2);
        this.#closeTag();
        return false;
      }
      if (next !== BANG && next !== QUESTION) {
        this.#name(at + 1);
        return true;
      }
      at = behindMarkup(bytes, at, end, skipText);
    }
  }

  /** The next attribute of the start tag; false, and behind the tag, when there is none. */
  nextAttribute(): boolean {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end && isSpace(bytes[at]!)) at++;
    if (at >= end) throw incomplete;
    const first = bytes[at]!;
    if (first === GT || first === SLASH) {
      if (first === SLASH && at + 1 >= end) throw incomplete;
      if (first === SLASH && bytes[++at] !== GT) throw new Unsupported('标签写法有误');
      this.selfClosed = first === SLASH;
      this.at = at + 1;
      return false;
    }
    if (at === this.at) throw new Unsupported('标签的属性没有用空格隔开');
    this.attributeStart = at;
    while (at < end && NAME_BYTES[bytes[at]!] === 1) at++;
    this.attributeEnd = at;
    while (at < end && isSpace(bytes[at]!)) at++;
    if (at < end && bytes[at] !== EQUALS) throw new Unsupported('标签的属性写法有误');
    at++;
    while (at < end && isSpace(bytes[at]!)) at++;
    if (at >= end) throw incomplete;
    const quote = bytes[at]!;
    if (quote !== QUOTE && quote !== APOSTROPHE) throw new Unsupported('标签的属性没有引号');
    this.valueStart = ++at;
    while (at < end && bytes[at] !== quote && bytes[at] !== LT) at++;
    if (at >= end) throw incomplete;
    if (bytes[at] === LT) throw new Unsupported('标签的属性写法有误');
    this.valueEnd = at;
    this.at = at + 1;
    return true;
  }

  skipAttributes(): void {
    while (this.nextAttribute());
  }

  /**
   * Reads text up to the next tag. True when it is one plain piece, from `textStart` to `textEnd`; else `piece` was called for each
   * part of it, with whether it may hold references.
   */
  text(piece: (start: number, end: number, references: boolean) => void): boolean {
    const { bytes, end } = this;
    const start = this.at;
    let at = start;
    let isPlain = true;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === LT) break;
      if (byte === AMPERSAND || byte === CR || (byte === UNDERSCORE && (at + 1 >= end || bytes[at + 1] === LOWER_X))) isPlain = false;
    }
    if (at + 1 >= end) throw incomplete;
    if (isPlain && bytes[at + 1] !== BANG && bytes[at + 1] !== QUESTION) {
      this.textStart = start;
      this.textEnd = at;
      this.at = at;
      return true;
    }
    this.#pieces(start, piece);
    return false;
  }

  /** Behind the element whose start tag was read last, whatever is in it. */
  skipElement(): void {
    this.skipAttributes();
    if (this.selfClosed) return;
    const open = [this.tag()];
    while (open.length > 0) {
      if (this.nextTag(true)) {
        const name = this.tag();
        this.skipAttributes();
        if (!this.selfClosed) open.push(name);
        if (open.length > DEEPEST) throw tooDeep();
      } else if (open.pop() !== this.tag()) {
        throw new Unsupported('标签没有成对');
      }
    }
  }

  /** Expects the end tag of `name` next. */
  close(name: Buffer): void {
    if (this.nextTag() || !this.is(name)) throw new Unsupported('标签没有成对');
  }

  /** Whether the last tag has this name, its prefix aside. */
  is(name: Buffer): boolean {
    const { bytes, nameStart } = this;
    if (this.nameEnd - nameStart !== name.length) return false;
    for (let i = 0; i < name.length; i++) if (bytes[nameStart + i] !== name[i]) return false;
    return true;
  }

  /** The last tag's name with its prefix. */
  tag(): string {
    return this.bytes.toString('latin1', this.tagStart, this.nameEnd);
  }

  name(): string {
    return this.bytes.toString('latin1', this.nameStart, this.nameEnd);
  }

  prefix(): string {
    return this.bytes.toString('latin1', this.tagStart, this.nameStart);
  }

  attribute(): string {
    return this.bytes.toString('latin1', this.attributeStart, this.attributeEnd);
  }

  /** The last attribute's value as it stands there, references not resolved. */
  value(): string {
    return this.bytes.toString('utf8', this.valueStart, this.valueEnd);
  }

  /** Behind white space, comments and processing instructions; true when nothing else is at hand. */
  skipMisc(): boolean {
    for (;;) {
      while (this.at < this.end && isSpace(this.bytes[this.at]!)) this.at++;
      this.mark = this.at;
      if (this.at >= this.end) return true;
      if (this.at + 1 >= this.end) throw incomplete;
      const next = this.bytes[this.at + 1];
      if (this.bytes[this.at] !== LT || (next !== BANG && next !== QUESTION)) return false;
      this.at = behindMarkup(this.bytes, this.at, this.end, false);
    }
  }

  #name(start: number): void {
    const { bytes, end } = this;
    this.tagStart = start;
    this.nameStart = start;
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === COLON) this.nameStart = at + 1;
      else if (NAME_BYTES[byte] === 0) break;
    }
    if (at >= end) throw incomplete;
    const behind = bytes[at]!;
    if (at === this.nameStart || (behind !== GT && behind !== SLASH && !isSpace(behind))) throw new Unsupported('标签的名称写法有误');
    this.nameEnd = at;
    this.at = at;
  }

  #closeTag(): void {
    let at = this.nameEnd;
    while (at < this.end && isSpace(this.bytes[at]!)) at++;
    if (at >= this.end) throw incomplete;
    if (this.bytes[at] !== GT) throw new Unsupported('标签写法有误');
    this.at = at + 1;
  }

  #find(byte: number, from: number): number {
    const at = this.bytes.indexOf(byte, from);
    if (at < 0 || at >= this.end) throw incomplete;
    return at;
  }

  #pieces(start: number, piece: (start: number, end: number, references: boolean) => void): void {
    let at = start;
    for (;;) {
      const stop = this.#find(LT, at);
      if (stop > at) piece(at, stop, true);
      if (stop + 1 >= this.end) throw incomplete;
      const next = this.bytes[stop + 1];
      this.at = stop;
      if (next !== BANG && next !== QUESTION) return;
      at = behindMarkup(this.bytes, stop, this.end, true);
      if (isCdata(this.bytes, stop, at)) piece(stop + CDATA_START.length, at - CDATA_END.length, false);
    }
  }
}
