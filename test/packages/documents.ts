import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

/** Every part of an office document or zip file that is text, by its path; files inside files too. */
export function partsOf(bytes: Uint8Array, at = ''): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const path = `${at}${name}`;
    if (/\.(xlsx|docx|zip)$/.test(name)) for (const [inner, text] of partsOf(content, `${path}/`)) parts.set(inner, text);
    else parts.set(path, strFromU8(content));
  }
  return parts;
}

export const partsOfFile = (file: string): Map<string, string> => partsOf(readFileSync(file));

/** What the part of an office document says: the text between its tags, and that in its attributes. */
export function textsOf(xml: string): string[] {
  const between = [...xml.matchAll(/>([^<]+)</g)].map(([, text]) => text!);
  const attributes = [...xml.matchAll(/\s(?!xmlns)[\w:]+="([^"]*)"/g)].map(([, text]) => text!);
  return [...between, ...attributes].map(unescaped).filter((text) => text.trim() !== '');
}

const signs: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

const unescaped = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos);/g, (sign) => signs[sign]!);

/** The whole text of a letter, a line a paragraph. */
export function letterText(file: string): string {
  const xml = partsOfFile(file).get('word/document.xml') ?? '';
  return xml
    .split('</w:p>')
    .map((paragraph) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)</g)].map(([, text]) => unescaped(text!)).join(''))
    .join('\n');
}
