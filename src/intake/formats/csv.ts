import type { CanonicalSheet } from '../canonical/sheet.ts';
import { CanonicalWriter, type WriterOptions } from '../canonical/writer.ts';
import type { TextEncoding } from '../files/encoding.ts';
import { LEAST_ROOM, Utf8Source } from '../files/utf8-source.ts';
import { sniffDelimiter } from './csv-delimiter.ts';
import { RecordScanner } from './csv-record.ts';
import { fullSheetNote } from './full-sheet.ts';

export interface CsvOptions extends WriterOptions {
  /** Bytes of text in memory at once; more only for a record that is longer. */
  readonly windowBytes?: number;
}

const SAMPLE_BYTES = 64 << 10;
const NOTED_LINES = 5;

/**
 * csv → canonical text. The delimiter is a comma, tab, semicolon, bar, or what the file states (`sep=;`); lines end in LF, CRLF or CR.
 * @param fd the csv file, whose bytes must be valid in `encoding`
 * @param path where the canonical text goes
 */
export function transcodeCsv(fd: number, encoding: TextEncoding, path: string, options: CsvOptions = {}): CanonicalSheet {
  const writer = new CanonicalWriter(path, options);
  try {
    const scanner = new RecordScanner(writer, sniffDelimiter(sampleOf(fd, encoding)));
    scanAll(new Utf8Source(fd, encoding), scanner, options.windowBytes ?? 1 << 20);
    const sheet = writer.finish({ sheet: '', hidden: false, date1904: false, notes: [] });
    return { ...sheet, notes: [...notesOn(scanner), ...fullSheetNote(sheet.rows, 'xlsx')] };
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

function notesOn({ strayQuotes, nulBytes }: RecordScanner): string[] {
  const notes: string[] = [];
  if (strayQuotes.length > 0)
    notes.push(`${linesText(strayQuotes)}有双引号没有配对，已把该引号当作普通文字读入；请核对原表这些行，删去多余的引号`);
  if (nulBytes.length > 0)
    notes.push(
      `${linesText(nulBytes)}有空字节（NUL），已略去；文件可能因断电、拷贝中断而损坏，请核对这些行以及后面是否缺行，必要时重新导出`,
    );
  return notes;
}

function linesText(lines: readonly number[]): string {
  const first = lines.slice(0, NOTED_LINES).join('、');
  return `第${first}${lines.length > NOTED_LINES ? `等${lines.length}行` : '行'}`;
}
