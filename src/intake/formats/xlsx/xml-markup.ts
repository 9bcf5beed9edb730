import { Damaged, Unsupported } from './trouble.ts';

/** Thrown when the bytes at hand end within what is being read: once more, from the mark, with more bytes. */
export const incomplete = new Error('the bytes at hand end here');

export const CDATA_START = Buffer.from('<![CDATA[');
export const CDATA_END = Buffer.from(']]>');

const QUESTION = 0x3f;
const COMMENT_START = Buffer.from('<!--');
const COMMENT_END = Buffer.from('-->');
const INSTRUCTION_END = Buffer.from('?>');
const ENCODING = /^<\?xml\s(?:[^>]*\s)?encoding\s*=\s*["']([^"']*)["']/;

/**
 * The place behind the comment, the processing instruction or, where text may be, the CDATA section that begins at `at`.
 * @param end of the bytes at hand
 */
export function behindMarkup(bytes: Buffer, at: number, end: number, isText: boolean): number {
  if (bytes[at + 1] === QUESTION) {
    const after = behind(bytes, INSTRUCTION_END, at + 2, end);
    checkEncoding(bytes.toString('latin1', at, after));
    return after;
  }
  if (at + CDATA_START.length > end) throw incomplete;
  if (startsWith(bytes, COMMENT_START, at)) return behind(bytes, COMMENT_END, at + COMMENT_START.length, end);
  if (isText && startsWith(bytes, CDATA_START, at)) return behind(bytes, CDATA_END, at + CDATA_START.length, end);
  // Declared entities could stand for anything, also for more than fits anywhere. No writer of workbooks declares any.
  if (bytes.toString('latin1', at, at + 9) === '<!DOCTYPE') throw new Damaged('工作簿内部有DTD声明，正常软件写出的工作簿没有');
  throw new Unsupported('标签写法有误');
}

export const isCdata = (bytes: Buffer, start: number, end: number): boolean =>
  end - start >= CDATA_START.length && startsWith(bytes, CDATA_START, start);

function behind(bytes: Buffer, what: Buffer, from: number, end: number): number {
  const at = bytes.indexOf(what, from);
  if (at < 0 || at + what.length > end) throw incomplete;
  return at + what.length;
}

const startsWith = (bytes: Buffer, what: Buffer, at: number): boolean => bytes.compare(what, 0, what.length, at, at + what.length) === 0;

function checkEncoding(declaration: string): void {
  const encoding = ENCODING.exec(declaration)?.[1]?.toLowerCase() ?? 'utf-8';
  if (encoding !== 'utf-8' && encoding !== 'utf8' && encoding !== 'us-ascii') throw new Unsupported(`内部文字的编码是${encoding}`);
}
