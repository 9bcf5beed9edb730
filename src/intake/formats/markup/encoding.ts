import fs from 'node:fs';
import { detectEncoding, type EncodingFound, isSurelyUtf8 } from '../../files/encoding.ts';

const HEAD_BYTES = 8192;
const DECLARED = /charset\s*=\s*["']?\s*([\w-]+)|encoding\s*=\s*["']([\w-]+)/i;
const CHINESE = /^(gb[-_]?2312(-80)?|gbk|gb[-_]?18030|x-gbk|cp936|ms936|windows-936|euc-cn)$/i;

export type MarkupEncoding = EncodingFound | { readonly encoding: null; readonly rejected: null; readonly foreign: string };

/**
 * The encoding of a web page or xml file. What the bytes are counts more than what the file says of itself: pages are often saved
 * again by programs that do not change it. Its word decides where both would do, and where the bytes could be an encoding not read here.
 */
export function markupEncoding(fd: number): MarkupEncoding {
  const declared = declaredEncoding(fd);
  const found = detectEncoding(fd);
  if (found.encoding === 'utf-8' && declared !== null && CHINESE.test(declared) && !isSurelyUtf8(fd))
    return { encoding: 'gb18030', rejected: null };
  const isKnown = declared === null || CHINESE.test(declared) || /^(utf|us-ascii|iso-8859-1$|windows-1252$|unicode)/i.test(declared);
  if (found.encoding === 'gb18030' && !isKnown) return { encoding: null, rejected: null, foreign: declared };
  return found;
}

function declaredEncoding(fd: number): string | null {
  const head = Buffer.alloc(HEAD_BYTES);
  const match = DECLARED.exec(head.toString('latin1', 0, fs.readSync(fd, head, 0, HEAD_BYTES, 0)));
  return match?.[1] ?? match?.[2] ?? null;
}
