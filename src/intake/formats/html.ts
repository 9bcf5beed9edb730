import { framesOnly, noTableInPage } from '../files/refusal.ts';
import { HtmlTables } from './markup/html-tables.ts';
import { readMarkup } from './markup/read-markup.ts';
import type { WorkbookOutcome } from './outcome.ts';

/**
 * Web pages → canonical text, a sheet for each of their tables. Cells are text as the page shows it: an identity number keeps its digits.
 * @param pages files that make one document
 */
export function transcodeHtml(pages: readonly string[], target: (index: number) => string): WorkbookOutcome {
  const tables = new HtmlTables(target);
  try {
    for (const page of pages) {
      const refusal = readMarkup(page, tables);
      tables.endPage();
      if (!refusal) continue;
      tables.abandon();
      return { sheets: null, refusal };
    }
    const sheets = tables.finish();
    if (sheets.length > 0) return { sheets, refusal: null };
    return { sheets: null, refusal: tables.hasFrames ? framesOnly : noTableInPage };
  } catch (error) {
    tables.abandon();
    throw error;
  }
}
