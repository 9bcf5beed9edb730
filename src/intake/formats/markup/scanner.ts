/** What a scanner tells of a text with tags. Names are in lower case, entities are left as they are. */
export interface MarkupEvents {
  open(name: string, attributes: string, isEmpty: boolean): void;
  close(name: string): void;
  text(text: string): void;
  /** Character data that holds no entities. */
  cdata(text: string): void;
  comment(text: string): void;
  /** The text ends inside a tag, or inside what its element hides. */
  cutOff(): void;
}

/** Text up to their own end tag, whatever stands in it. */
const RAW = new Set(['script', 'style', 'noscript']);
const MOST_NAMES = 1000;
/** A quote in a tag that is not closed within so many characters was none. */
const LONGEST_VALUE = 64 << 10;

/** Cuts html or xml, which comes in pieces, into tags and text. Forgives whatever browsers forgive; knows nothing of tables. */
export class MarkupScanner {
  readonly #events: MarkupEvents;
  #rest = '';
  readonly #names = new Map<string, string>();
  /** The element whose raw text is being passed over. */
  #raw: string | null = null;

  constructor(events: MarkupEvents) {
    this.#events = events;
  }

  feed(piece: string): void {
    this.#scan(this.#rest + piece, false);
  }

  finish(): void {
    this.#scan(this.#rest, true);
    if (this.#rest !== '' || this.#raw !== null) this.#events.cutOff();
  }

  #scan(text: string, last: boolean): void {
    let at = 0;
    while (at < text.length) {
      const next = this.#raw === null ? this.#token(text, at, last) : this.#rawEnd(text, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = at === 0 ? text : text.slice(at);
  }

  /** @returns where the next token starts, or -1 when this one is not complete yet */
  #token(text: string, at: number, last: boolean): number {
    if (text[at] !== '<') return this.#textUntilTag(text, at);
    const next = text[at + 1];
    if (next === undefined && !last) return -1;
    if (next === '!') return this.#declaration(text, at, last);
    if (next === '?') return past(text, '>', at);
    const start = next === '/' ? at + 2 : at + 1;
    if (start >= text.length) return -1;
    if (!isLetter(text.charCodeAt(start))) {
      // Less than, in a text.
      this.#events.text('<');
      return at + 1;
    }
    const nameEnd = endOfName(text, start);
    const end = tagEnd(text, nameEnd, last);
    if (end < 0) return -1;
    const name = this.#lowerCase(text.slice(start, nameEnd));
    if (next === '/') this.#events.close(name);
    else this.#openTag(name, nameEnd === end ? '' : text.slice(nameEnd, end));
    return end + 1;
  }

  #lowerCase(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const lower = name.toLowerCase();
    if (this.#names.size < MOST_NAMES) this.#names.set(name, lower);
    return lower;
  }

  #openTag(name: string, inside: string): void {
    const isEmpty = inside.endsWith('/');
    this.#events.open(name, isEmpty ? inside.slice(0, -1) : inside, isEmpty);
    if (RAW.has(name) && !isEmpty) this.#raw = name;
  }

  #textUntilTag(text: string, at: number): number {
    const tag = text.indexOf('<', at);
    const end = tag < 0 ? text.length : tag;
    this.#events.text(text.slice(at, end));
    return end;
  }

  #declaration(text: string, at: number, last: boolean): number {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      // Conditional comments hold whole sheets' names; an unclosed comment ends with its first tag, lest it swallow the table.
      if (end < 0 && !last) return -1;
      if (end < 0) {
        this.#events.cutOff();
        return past(text, '>', at);
      }
      this.#events.comment(text.slice(at + 4, end));
      return end + 3;
    }
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at + 9);
      if (end < 0) return -1;
      this.#events.cdata(text.slice(at + 9, end));
      return end + 3;
    }
    // It may become one of the two above.
    return text.length - at < 9 && !last ? -1 : past(text, '>', at);
  }

  #rawEnd(text: string, at: number): number {
    const tag = text.indexOf('</', at);
    if (tag < 0 || text.length - tag < 2 + this.#raw!.length) return -1;
    if (text.slice(tag + 2, tag + 2 + this.#raw!.length).toLowerCase() !== this.#raw) return tag + 2;
    this.#raw = null;
    return tag;
  }
}

const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;

function endOfName(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code <= 0x20 || code === 0x2f || code === 0x3e) break;
  }
  return end;
}

function past(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at);
  return end < 0 ? -1 : end + mark.length;
}

/** Where the tag's `>` is. One inside a quoted value does not count; a quote opens a value only after an equals sign. */
function tagEnd(text: string, from: number, last: boolean): number {
  let at = from;
  for (;;) {
    const end = text.indexOf('>', at);
    if (end < 0) return -1;
    const open = openQuote(text, from, end);
    if (open < 0) return end;
    const close = text.indexOf(text[open]!, end);
    if (close < 0 || close - open > LONGEST_VALUE) return last || text.length - open > LONGEST_VALUE ? end : -1;
    at = close + 1;
  }
}

/** Where a quoted value begins that is still open at `end`, or -1. */
function openQuote(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (text.charCodeAt(at) !== 0x3d) continue;
    do at++;
    while (at < end && text.charCodeAt(at) <= 0x20);
    const quote = text[at];
    if (quote !== '"' && quote !== "'") continue;
    const close = text.indexOf(quote, at + 1);
    if (close < 0 || close >= end) return at < end ? at : -1;
    at = close;
  }
  return -1;
}
