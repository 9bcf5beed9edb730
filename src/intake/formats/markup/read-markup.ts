import fs from 'node:fs';
import { badEncoding, foreignEncoding, type Refusal } from '../../files/refusal.ts';
import { textChunks } from '../../files/text-chunks.ts';
import { markupEncoding } from './encoding.ts';
import { type MarkupEvents, MarkupScanner } from './scanner.ts';

/**
 * Reads a file of text with tags to its end.
 * @returns why its text cannot be read, or null
 */
export function readMarkup(path: string, events: MarkupEvents): Refusal | null {
  const fd = fs.openSync(path, 'r');
  try {
    const found = markupEncoding(fd);
    if ('foreign' in found) return foreignEncoding(found.foreign);
    if (found.rejected) return badEncoding(found.rejected.tried, found.rejected.byte, found.rejected.line);
    scanMarkup(textChunks(fd, found.encoding), events);
    return null;
  } finally {
    fs.closeSync(fd);
  }
}

/** @param text in pieces */
export function scanMarkup(text: Iterable<string>, events: MarkupEvents): void {
  const scanner = new MarkupScanner(events);
  for (const piece of text) scanner.feed(piece);
  scanner.finish();
}
