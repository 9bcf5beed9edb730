import fs from 'node:fs';
import path from 'node:path';
import { noTableInPage, tooLarge } from '../files/refusal.ts';
import { transcodeHtml } from './html.ts';
import type { WorkbookOutcome } from './outcome.ts';

/** The file is taken apart in memory, where a string holds at most 512 MB. */
const LARGEST = 450 << 20;
const LF = 0x0a;
const EQUALS = 0x3d;

/** A web page with its parts in one file (RFC 2557), as Excel saves it → canonical text of the tables in its pages. */
export function transcodeMht(file: string, target: (index: number) => string): WorkbookOutcome {
  if (fs.statSync(file).size > LARGEST) return { sheets: null, refusal: tooLarge };
  const pages = pagesOf(fs.readFileSync(file));
  if (pages.length === 0) return { sheets: null, refusal: noTableInPage };
  // The pages have encodings of their own, which are found from files.
  const folder = fs.mkdtempSync(path.join(path.dirname(target(0)), 'mht-'));
  try {
    const files = pages.map((page, index) => {
      const name = path.join(folder, `${index}.html`);
      fs.writeFileSync(name, page);
      return name;
    });
    return transcodeHtml(files, target);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function pagesOf(message: Buffer): Buffer[] {
  const { headers, body } = split(message);
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(headers);
  const mark = boundary?.[1] ?? boundary?.[2];
  const parts = mark === undefined ? [message] : partsOf(body, `--${mark}`);
  return parts.flatMap((part) => (mark !== undefined && isMultipart(part) ? pagesOf(part) : pageOf(part)));
}

const isMultipart = (part: Buffer): boolean => /^content-type:\s*multipart\//im.test(split(part).headers);

function pageOf(part: Buffer): Buffer[] {
  const { headers, body } = split(part);
  if (!/^content-type:\s*text\/html/im.test(headers)) return [];
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(headers)?.[1]?.toLowerCase();
  if (encoding === 'base64') return [Buffer.from(body.toString('latin1'), 'base64')];
  return [encoding === 'quoted-printable' ? unquoted(body) : body];
}

function split(part: Buffer): { headers: string; body: Buffer } {
  const [unix, windows] = [part.indexOf('\n\n'), part.indexOf('\r\n\r\n')];
  const end = unix < 0 || (windows >= 0 && windows < unix) ? windows : unix;
  if (end < 0) return { headers: '', body: part };
  const headers = part.toString('latin1', 0, end).replace(/\r?\n[ \t]+/g, ' ');
  return { headers, body: part.subarray(end + (end === windows ? 4 : 2)) };
}

/** What stands between the lines that begin with the mark. */
function partsOf(body: Buffer, mark: string): Buffer[] {
  const parts: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== LF) continue;
    if (start >= 0) parts.push(body.subarray(start, at));
    const line = body.indexOf(LF, at);
    start = line < 0 ? body.length : line + 1;
  }
  return parts;
}

/** Quoted-printable (RFC 2045, 6.7) undone. */
function unquoted(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (byte !== EQUALS) {
      out[length++] = byte;
      continue;
    }
    const next = body.toString('latin1', at + 1, at + 3);
    if (/^[\dA-Fa-f]{2}$/.test(next)) out[length++] = Number.parseInt(next, 16);
    else if (!next.startsWith('\n') && next !== '\r\n') {
      out[length++] = byte;
      continue;
    }
    at += next.startsWith('\n') ? 1 : 2;
  }
  return out.subarray(0, length);
}
