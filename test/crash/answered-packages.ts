import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { filledPackage, headerOf } from '../replies/filled-package.ts';

/** Puts the packages of a run, answered by the schools, into the inbox of replies. */
export async function answerPackages(workspace: string, run: string): Promise<void> {
  const schools = join(workspace, 'outbox', run, 'schools');
  for (const { name: school } of readdirSync(schools, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const bytes = readFileSync(join(schools, school, '整改台账.xlsx'));
    const answers = (await numbersOf(bytes)).map((number, index) => [
      number,
      index % 2 === 0
        ? { 处理方式: '已整改', 整改情况: '已在系统中更正', 责任人: '王老师', 完成日期: '2026-11-16' }
        : { 处理方式: '佐证', 整改情况: '情况属实', 佐证材料: '户口簿复印件', 责任人: '王老师' },
    ]);
    writeFileSync(join(workspace, 'replies', `${school}.xlsx`), await filledPackage(bytes, Object.fromEntries(answers)));
  }
}

async function numbersOf(bytes: Buffer): Promise<string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('整改台账')!;
  const { row, columns } = headerOf(sheet);
  const cells = Array.from(
    { length: sheet.rowCount - row },
    (_, index) => sheet.getRow(row + 1 + index).getCell(columns.get('问题编号')!).value,
  );
  return cells.map(String).filter((text) => /^\d{4}-\d{6}/.test(text));
}
