import type { SourceFormat } from '../files/format.ts';
import { binaryFile, zipArchive } from '../files/refusal.ts';
import type { WorkbookOutcome } from './outcome.ts';

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
      return withNote(await transcodeWithLibrary(path, format, target), outcome.unsupported);
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

/** The library is the more tolerant reader: what our own did not know should be looked at. */
function withNote(outcome: WorkbookOutcome, unsupported: string): WorkbookOutcome {
  if (outcome.sheets === null) return outcome;
  const [first, ...others] = outcome.sheets;
  if (first === undefined) return outcome;
  const note = `工作簿有少见的写法（${unsupported}），换了一种读法读入，请核对`;
  return { ...outcome, sheets: [{ ...first, notes: [note, ...first.notes] }, ...others] };
}
