import type { CanonicalSheet } from '../canonical.ts';
import type { SourceFormat } from '../format.ts';
import { binaryFile, type Refusal, zipArchive } from '../refusal.ts';

/** What a file with tables gave: its sheets, or why it could not be read. */
export type WorkbookOutcome =
  | { readonly sheets: readonly CanonicalSheet[]; readonly refusal: null }
  | { readonly sheets: null; readonly refusal: Refusal };

/**
 * Any file but delimited text → canonical text, every sheet, also hidden ones. Each reader is loaded when first needed: together they
 * would triple the start time of every command.
 * @param target where the canonical text of the n-th sheet (from 0) goes
 */
export async function transcodeWorkbook(path: string, format: SourceFormat, target: (index: number) => string): Promise<WorkbookOutcome> {
  switch (format) {
    case 'xlsx': {
      const { transcodeXlsx } = await import('./xlsx/transcode.ts');
      const outcome = await transcodeXlsx(path, target);
      if (!('unsupported' in outcome)) return outcome;
      const { transcodeWithLibrary } = await import('./library-workbook.ts');
      return transcodeWithLibrary(path, format, target);
    }
    case 'xls':
    case 'xlsb':
    case 'ods': {
      const { transcodeWithLibrary } = await import('./library-workbook.ts');
      return transcodeWithLibrary(path, format, target);
    }
    case 'html': {
      const { transcodeHtml } = await import('./html.ts');
      return transcodeHtml([path], target);
    }
    case 'mht': {
      const { transcodeMht } = await import('./mht.ts');
      return transcodeMht(path, target);
    }
    case 'spreadsheetml': {
      const { transcodeSpreadsheetml } = await import('./spreadsheetml.ts');
      return transcodeSpreadsheetml(path, target);
    }
    case 'arrow': {
      const { transcodeArrow } = await import('./arrow.ts');
      return transcodeArrow(path, target);
    }
    case 'parquet': {
      const { transcodeParquet } = await import('./parquet.ts');
      return transcodeParquet(path, target);
    }
    case 'zip':
      return { sheets: null, refusal: zipArchive };
    default:
      return { sheets: null, refusal: binaryFile };
  }
}
