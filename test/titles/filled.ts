import ExcelJS from 'exceljs';

/** Answers by title; of an unknown table by its first title. */
export type Choices = Readonly<Record<string, string>>;

/** A 列名对照.xlsx as a user fills it in with another program and saves it. `change` may do worse to it. */
export async function filledIn(file: string, choices: Choices, change: (workbook: ExcelJS.Workbook) => void = () => {}): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  for (const [name, keyColumn] of [
    ['列名对照', 3],
    ['未识别的表', 2],
  ] as const) {
    const sheet = workbook.getWorksheet(name);
    sheet?.eachRow((row, number) => {
      const key = String(row.getCell(keyColumn).value ?? '').split(' | ')[0]!;
      if (number > 2 && choices[key] !== undefined) row.getCell(name === '列名对照' ? 7 : 5).value = choices[key];
    });
  }
  change(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
