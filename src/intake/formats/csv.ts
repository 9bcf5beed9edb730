import { type CanonicalSheet, CanonicalWriter, type WriterOptions } from '../canonical.ts';
import type { TextEncoding } from '../encoding.ts';
import { LEAST_ROOM, Utf8Source } from '../utf8-source.ts';
import { sniffDelimiter } from './csv-delimiter.ts';
import { RecordScanner } from './csv-record.ts';

export interface CsvOptions extends WriterOptions {
  /** Bytes of text in memory at once; more only for a record that is longer. */
  readonly windowBytes?: number;
}

const SAMPLE_BYTES = 64 << 10;
const NOTED_LINES = 5;

/**
 * csv → canonical text. The delimiter is a comma, tab or semicolon; lines end in LF, CRLF or CR.
 * @param fd the csv file, whose bytes must be valid in `encoding`
 * @param path where the canonical text goes
 */
export function transcodeCsv(fd: number, encoding: TextEncoding, path: string, options: CsvOptions = {}): CanonicalSheet {
  const writer = new CanonicalWriter(path, options);
  try {
    const scanner = new RecordScanner(writer, sniffDelimiter(sampleOf(fd, encoding)));
    scanAll(new Utf8Source(fd, encoding), scanner, options.windowBytes ?? 1 << 20);
    return writer.finish({ sheet: '', hidden: false, date1904: false, notes: notesOn(scanner.strayQuotes) });
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function scanAll(source: Utf8Source, scanner: RecordScanner, windowBytes: number): void {
  let window: Buffer = Buffer.allocUnsafe(Math.max(windowBytes, LEAST_ROOM));
  let start = 0;
  let end = 0;
  let last = false;
  while (!last || start < end) {
    const next = start < end ? scanner.scan(window, start, end, last) : -1;
    if (next >= 0) {
      start = next;
      continue;
    }
    window.copyWithin(0, start, end);
    end -= start;
    start = 0;
    if (window.length - end < LEAST_ROOM) window = grown(window);
    const bytes = source.read(window, end);
    last = bytes === 0;
    end += bytes;
  }
}

function grown(window: Buffer): Buffer {
  const larger = Buffer.allocUnsafe(window.length * 2);
  window.copy(larger);
  return larger;
}

function sampleOf(fd: number, encoding: TextEncoding): string {
  const source = new Utf8Source(fd, encoding);
  const sample = Buffer.allocUnsafe(SAMPLE_BYTES);
  return sample.toString('utf8', 0, source.read(sample, 0));
}

function notesOn(strayQuotes: readonly number[]): string[] {
  if (strayQuotes.length === 0) return [];
  const lines = strayQuotes.slice(0, NOTED_LINES).join('、');
  const more = strayQuotes.length > NOTED_LINES ? `等${strayQuotes.length}行` : '行';
  return [`第${lines}${more}有双引号没有配对，已把该引号当作普通文字读入；请核对原表这些行，删去多余的引号`];
}
