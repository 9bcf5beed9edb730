import { corruptWorkbook, type Refusal } from '../files/refusal.ts';
import { readMarkup } from './markup/read-markup.ts';
import { XmlTables } from './markup/xml-tables.ts';
import type { WorkbookOutcome } from './outcome.ts';

/** The xml of Excel 2003, often named .xls → canonical text. */
export function transcodeSpreadsheetml(path: string, target: (index: number) => string): WorkbookOutcome {
  const tables = new XmlTables(target);
  const refused = (refusal: Refusal): WorkbookOutcome => {
    tables.abandon();
    return { sheets: null, refusal };
  };
  try {
    const refusal = readMarkup(path, tables);
    if (refusal) return refused(refusal);
    const sheets = tables.finish();
    return sheets && sheets.length > 0 ? { sheets, refusal: null } : refused(corruptWorkbook);
  } catch (error) {
    tables.abandon();
    throw error;
  }
}
