import fs from 'node:fs';
import type { CanonicalSheet } from '../../canonical/sheet.ts';
import { corruptWorkbook, passwordProtected, type Refusal } from '../../files/refusal.ts';
import { DamagedZipEntry, UnsupportedZipEntry } from '../../files/zip-entry.ts';
import { Package } from './package.ts';
import { readSharedStrings } from './shared-strings.ts';
import { transcodeSheet } from './sheet.ts';
import { StringStore } from './string-store.ts';
import { readNumberKinds } from './styles.ts';
import { Damaged, Unsupported } from './trouble.ts';
import { readWorkbookPart } from './workbook-part.ts';

/** The sheets, why nobody can read the file, or why another reader has to: in Chinese. */
export type XlsxOutcome =
  | { readonly sheets: readonly CanonicalSheet[]; readonly refusal: null }
  | { readonly sheets: null; readonly refusal: Refusal }
  | { readonly unsupported: string };

export interface XlsxOptions {
  /** Bytes of shared strings that are kept in memory; what is above goes to a file beside the first sheet's. */
  readonly stringBytes?: number;
}

/**
 * An xlsx workbook → canonical text, every sheet with cells, also hidden ones, without an object per cell. It reads what it knows for
 * certain and says of the rest that it does not; either way no half-written sheet is left behind.
 * @param target where the canonical text of the n-th sheet (from 0) goes
 */
export async function transcodeXlsx(path: string, target: (index: number) => string, options: XlsxOptions = {}): Promise<XlsxOutcome> {
  const fd = fs.openSync(path, 'r');
  const strings = new StringStore(`${target(0)}.strings`, options.stringBytes ?? 256 << 20);
  const sheets: CanonicalSheet[] = [];
  try {
    const parts = new Package(fd);
    const workbook = await readWorkbookPart(parts);
    const kinds = await readNumberKinds(parts, workbook.styles);
    if (workbook.sharedStrings !== null) await readSharedStrings(parts.open(workbook.sharedStrings), strings);
    for (const part of workbook.sheets) {
      sheets.push(await transcodeSheet(parts, part, { strings, kinds, date1904: workbook.date1904 }, target(sheets.length)));
    }
    return { sheets, refusal: null };
  } catch (error) {
    for (let index = 0; index <= sheets.length; index++) fs.rmSync(target(index), { force: true });
    return outcomeOf(error);
  } finally {
    strings.close();
    fs.closeSync(fd);
  }
}

function outcomeOf(error: unknown): XlsxOutcome {
  if (error instanceof Damaged) return { sheets: null, refusal: error.refusal };
  if (error instanceof DamagedZipEntry) return { sheets: null, refusal: corruptWorkbook };
  if (error instanceof UnsupportedZipEntry)
    return error.isEncrypted ? { sheets: null, refusal: passwordProtected } : { unsupported: error.message };
  if (error instanceof Unsupported) return { unsupported: error.message };
  throw error;
}
