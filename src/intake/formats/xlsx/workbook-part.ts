import type { Package } from './package.ts';
import { Damaged, Unsupported } from './trouble.ts';

export interface SheetPart {
  readonly sheet: string;
  readonly hidden: boolean;
  /** Name of the part. */
  readonly part: string;
}

/** What the workbook part says: its sheets of cells in their order, and where their strings and styles are. */
export interface WorkbookPart {
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

const WITHOUT_CELLS = new Set(['chartsheet', 'dialogsheet']);

export async function readWorkbookPart(parts: Package): Promise<WorkbookPart> {
  const workbook = (await parts.relationships('')).find(({ kind }) => kind === 'officeDocument')?.target;
  if (!workbook) throw new Unsupported('没有写明哪个内部文件是工作簿');
  if (workbook.toLowerCase().endsWith('.bin')) throw new Unsupported('是二进制工作簿');
  const related = await parts.relationships(workbook);
  const target = (kind: string) => related.find((relationship) => relationship.kind === kind)?.target ?? null;
  const sheets: SheetPart[] = [];
  let date1904 = false;
  let isWorkbook = false;
  await parts.elements(workbook, ({ name, path, attributes }) => {
    if (path === '')
      isWorkbook = name === 'workbook' && [...attributes].some(([key, value]) => key.startsWith('xmlns') && isNamespaceOfCells(value));
    else if (path === 'workbook' && name === 'workbookPr') date1904 = isTrue(attributes.get('date1904'));
    else if (path === 'workbook/sheets' && name === 'sheet') {
      const sheet = attributes.get('name') ?? '';
      const relationship = related.find(({ id }) => id === attributes.get('id'));
      if (!relationship?.target) throw new Damaged(`工作簿不完整，找不到工作表“${sheet}”的内容`);
      if (WITHOUT_CELLS.has(relationship.kind)) return;
      if (relationship.kind !== 'worksheet') throw new Unsupported(`工作表“${sheet}”的类型是${relationship.kind}`);
      sheets.push({ sheet, hidden: (attributes.get('state') ?? 'visible') !== 'visible', part: relationship.target });
    }
  });
  if (!isWorkbook) throw new Unsupported('工作簿的命名空间不认识');
  if (sheets.length === 0) throw new Unsupported('工作簿里没有工作表');
  return { sheets, date1904, sharedStrings: target('sharedStrings'), styles: target('styles') };
}

const NAMESPACES = new Set(['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main']);

/** Transitional, as everybody writes, or strict (ISO 29500-1). */
export const isNamespaceOfCells = (namespace: string): boolean => NAMESPACES.has(namespace);

/** The schema's booleans. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';
