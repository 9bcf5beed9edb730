import { Unsupported } from './trouble.ts';
import type { XmlCursor } from './xml-cursor.ts';
import type { XmlText } from './xml-text.ts';

const T = Buffer.from('t');
const R = Buffer.from('r');
const R_PR = Buffer.from('rPr');
const R_PH = Buffer.from('rPh');
const PHONETIC_PR = Buffer.from('phoneticPr');

/**
 * Reads the content of `<si>` or `<is>` (CT_Rst): one text, or runs of rich text. How it is pronounced (`<rPh>`) is no part of it.
 * White space is kept also without xml:space="preserve", as other readers do: what it means is decided where values are cleaned.
 */
export class StringItemReader {
  readonly #text: XmlText;
  readonly #piece: (start: number, end: number, references: boolean) => void;
  #cursor: XmlCursor | null = null;
  /** The text is in `bytes` from `start` to `end`. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;

  constructor(text: XmlText) {
    this.#text = text;
    this.#piece = (start, end, references) => {
      if (this.#cursor) this.#text.append(this.#cursor.bytes, start, end, references);
    };
  }

  /** @param item the element's name; its start tag has been read, attributes and all */
  read(cursor: XmlCursor, item: Buffer): void {
    this.#use(cursor);
    if (cursor.selfClosed) return;
    let isPlain = false;
    let hasText = false;
    let hasRuns = false;
    while (cursor.nextTag()) {
      if (cursor.is(T)) {
        if (hasText || hasRuns) throw new Unsupported('一段文字有两处内容');
        hasText = true;
        isPlain = this.#t(cursor);
      } else if (cursor.is(R)) {
        if (hasText) throw new Unsupported('一段文字有两处内容');
        hasRuns = true;
        this.#run(cursor);
      } else if (cursor.is(R_PH) || cursor.is(PHONETIC_PR)) {
        if (isPlain) this.#keepPlain(cursor);
        isPlain = false;
        cursor.skipElement();
      } else {
        throw new Unsupported(`文字里有不认识的标签${cursor.tag()}`);
      }
    }
    if (!cursor.is(item)) throw new Unsupported('标签没有成对');
    if (isPlain) this.#point(cursor.bytes, cursor.textStart, cursor.textEnd);
    else this.#point(this.#text.bytes, 0, this.#text.length);
  }

  /** Reads the text of an element whose start tag has been read, attributes and all, and its end tag. */
  readText(cursor: XmlCursor, element: Buffer): void {
    this.#use(cursor);
    if (cursor.selfClosed) return;
    if (cursor.text(this.#piece)) {
      this.#point(cursor.bytes, cursor.textStart, cursor.textEnd);
    } else {
      this.#text.unescape();
      this.#point(this.#text.bytes, 0, this.#text.length);
    }
    cursor.close(element);
  }

  #use(cursor: XmlCursor): void {
    this.#cursor = cursor;
    this.#text.clear();
    this.#point(this.#text.bytes, 0, 0);
  }

  #point(bytes: Buffer, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  #run(cursor: XmlCursor): void {
    cursor.skipAttributes();
    if (cursor.selfClosed) return;
    let hasText = false;
    while (cursor.nextTag()) {
      if (cursor.is(R_PR)) {
        cursor.skipElement();
      } else if (cursor.is(T) && !hasText) {
        hasText = true;
        if (this.#t(cursor)) this.#keepPlain(cursor);
      } else {
        throw new Unsupported(`文字里有不认识的标签${cursor.tag()}`);
      }
    }
    if (!cursor.is(R)) throw new Unsupported('标签没有成对');
  }

  /** True when the text is one plain piece of the source. */
  #t(cursor: XmlCursor): boolean {
    cursor.skipAttributes();
    if (cursor.selfClosed) return false;
    const isPlain = cursor.text(this.#piece);
    if (!isPlain) this.#text.unescape();
    cursor.close(T);
    return isPlain;
  }

  #keepPlain(cursor: XmlCursor): void {
    this.#text.append(cursor.bytes, cursor.textStart, cursor.textEnd, false);
    this.#text.unescape();
  }
}
