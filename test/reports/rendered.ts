import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { renderReport } from '../../src/reports/render.ts';
import { type County, type Fields, openCounty, school, status } from './county.ts';
import { allTexts, newFolder, open } from './opened.ts';

/** The county workbook of a county, as another library reads it. */
export async function rendered(county: County, unmasked = false) {
  const reader = { audience: unmasked ? 'county' : 'leader', unmasked } as const;
  const engine = await openCounty(county, reader);
  try {
    const result = await renderReport('county-weekly', engine, join(await newFolder(), '周检.xlsx'), {
      ...reader,
      approval: '松教发〔2026〕12号',
    });
    return { ...result, workbook: await open(result.file) };
  } finally {
    engine.close();
  }
}

/** Its sheets. */
export const names = (workbook: ExcelJS.Workbook) => workbook.worksheets.map((sheet) => sheet.name);
/** Everything that a sheet says. */
export const wholeText = (sheet: ExcelJS.Worksheet) => allTexts(sheet).flat().join('\n');
export const count = (length: number, make: (index: number) => Fields) => Array.from({ length }, (_, index) => make(index));

/** A school's code and name, as findings and check statuses have them. */
export function pick({ school_code, school_name }: Fields): Fields {
  return { school_code: school_code ?? null, school_name: school_name ?? null };
}

/** Two schools that sent data and one that did not. */
export const schools = [
  school,
  { ...school, school_code: '2309990002', school_name: '松岭县第二小学' },
  {
    ...school,
    school_code: '2309990003',
    school_name: '松岭县第三小学',
    submission: '本期未报送',
    data_date: null,
    pupils: null,
    attending: null,
    classes: null,
  },
];
/** Three checks that ran everywhere and found nothing. */
const checks = [
  { check_id: 'dup-id-number', check_title: '身份证件号重复', category: '重复', check_order: 1 },
  { check_id: 'class-size-over-standard', check_title: '超标准班额', category: '班额', check_order: 2 },
  { check_id: 'absence-suspected-dropout', check_title: '疑似辍学', category: '辍学', check_order: 3 },
];
export const statuses: Fields[] = checks.flatMap((check) =>
  schools.map((each) => ({ ...status, ...check, ...pick(each), status: '无问题' })),
);
