import ExcelJS from 'exceljs';

export type CellValue = string | number | null;

/** The bytes of a workbook with these sheets, written by another library. */
export async function xlsx(sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(name);
    rows.forEach((row, at) => {
      row.forEach((value, column) => {
        if (value !== null) sheet.getCell(at + 1, column + 1).value = value;
      });
    });
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The cell of a workbook's bytes as another library reads it, such as `C5`. */
export async function cellOf(bytes: Buffer, sheet: string, address: string): Promise<string | null> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const { value } = workbook.getWorksheet(sheet)!.getCell(address);
  return value === null ? null : String(value);
}
