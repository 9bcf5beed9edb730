import ExcelJS from 'exceljs';

/** What a clerk writes into the columns of a line, by the number of the finding. */
export interface Answer {
  readonly 处理方式?: string;
  readonly 整改情况?: string;
  readonly 佐证材料?: string;
  readonly 责任人?: string;
  readonly 完成日期?: string | Date | number;
  /** Locked columns, for what a clerk should not do. */
  readonly [title: string]: string | Date | number | undefined;
}

export type Answers = Readonly<Record<string, Answer>>;

/** A 整改台账 as a clerk fills it in with another program and saves it. `change` may do worse to it. */
export async function filledPackage(
  bytes: Uint8Array,
  answers: Answers,
  change: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void = () => {},
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('整改台账')!;
  const { row: headerRow, columns } = headerOf(sheet);
  sheet.eachRow((row, number) => {
    const answer = answers[String(row.getCell(columns.get('问题编号')!).value ?? '')];
    if (number <= headerRow || answer === undefined) return;
    for (const [title, value] of Object.entries(answer)) if (value !== undefined) row.getCell(columns.get(title)!).value = value;
  });
  change(sheet, workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The row of titles, and each title's column, from 1. */
export function headerOf(sheet: ExcelJS.Worksheet): { readonly row: number; readonly columns: ReadonlyMap<string, number> } {
  for (let row = 1; row <= 10; row += 1) {
    const titles = Array.from(sheet.getRow(row).values as unknown[], (value) => String(value ?? ''));
    if (titles.includes('处理方式')) return { row, columns: new Map(titles.map((title, column) => [title, column])) };
  }
  throw new Error('no header');
}
