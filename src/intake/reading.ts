import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { CanonicalSheet } from './canonical/sheet.ts';
import { detectEncoding } from './files/encoding.ts';
import { detectFormat, extensionNote, type SourceFormat } from './files/format.ts';
import { badEncoding, type Refusal, unreadable } from './files/refusal.ts';
import { transcodeCsv } from './formats/csv.ts';
import { transcodeWorkbook } from './formats/workbook.ts';
import { knowledgeOf, type LearnedTitle } from './recognition/title-index.ts';
import type { SheetReading } from './tables/sheet-reading.ts';
import { readSheetTables } from './tables/sheet-tables.ts';

export type { Refusal } from './files/refusal.ts';
export { isJunk } from './recognition/junk.ts';

export interface ReadOptions {
  /** Where canonical text goes; the caller removes it. */
  readonly workDir: string;
  readonly learned: readonly LearnedTitle[];
}

/** One file of a drop: its sheets, or why it was not read. */
export interface FileReading {
  /** Path relative to the drop folder, with '/'. */
  readonly file: string;
  readonly bytes: number;
  readonly format: SourceFormat;
  /** Of text files only. */
  readonly encoding: string | null;
  readonly sheets: readonly SheetReading[];
  readonly refusal: Refusal | null;
}

type Content = Pick<FileReading, 'format' | 'encoding' | 'refusal'> & { readonly sheets: readonly CanonicalSheet[] };

/**
 * Reads one file into canonical text, a file per table in `workDir`, and recognises what each table is. The result is plain data.
 * What is wrong with the file is in the result; errors are thrown only for what cannot be written.
 */
export async function readSourceFile(source: string, file: string, { workDir, learned }: ReadOptions): Promise<FileReading> {
  let fd: number;
  try {
    fd = fs.openSync(source, 'r');
  } catch {
    return { file, bytes: 0, format: 'unknown', encoding: null, sheets: [], refusal: unreadable };
  }
  try {
    const bytes = fs.fstatSync(fd).size;
    const content = await readContent(fd, source, file, workDir);
    const note = extensionNote(file, content.format);
    const titles = knowledgeOf(learned);
    const sheets = content.sheets.flatMap((sheet, index) => {
      const noted = note && index === 0 ? { ...sheet, notes: [note, ...sheet.notes] } : sheet;
      return readSheetTables(noted, { file, sheet: sheet.sheet }, titles);
    });
    return { ...content, file, bytes, sheets };
  } finally {
    fs.closeSync(fd);
  }
}

async function readContent(fd: number, source: string, file: string, workDir: string): Promise<Content> {
  const { format, refusal } = detectFormat(fd);
  if (refusal) return { format, encoding: null, sheets: [], refusal };
  // Named after the file's place in the drop: the same bytes may come twice.
  const stem = createHash('sha256').update(file).digest('hex').slice(0, 16);
  const target = (index: number) => path.join(workDir, `${stem}-${index + 1}.csv`);
  if (format === 'csv') {
    const { encoding, rejected } = detectEncoding(fd);
    if (rejected)
      return { format, encoding, sheets: [], refusal: badEncoding(encodingTitle(rejected.tried), rejected.byte, rejected.line) };
    return { format, encoding, sheets: [transcodeCsv(fd, encoding, target(0))], refusal: null };
  }
  const outcome = await transcodeWorkbook(source, format, target);
  return { format, encoding: null, sheets: outcome.sheets ?? [], refusal: outcome.refusal };
}

const encodingTitle = (encoding: string): string => encoding.replace('-bom', '').toUpperCase();
