/**
 * How a school's pupils arrive. county-export: in the one file that the bureau exports for all schools that work in its system;
 * every other form is a file of the school's own.
 */
export type StudentForm =
  | 'county-export'
  | 'gb18030-csv'
  | 'titled-xlsx'
  | 'form37-xlsx'
  | 'form72-csv'
  | 'page-heads-xls'
  | 'html-xls'
  | 'class-sheets-xlsx'
  | 'xml-xls'
  | 'biff5-xls'
  | 'mht'
  | 'side-by-side-ods'
  | 'xlsb'
  | 'shuffled-tsv'
  | 'utf16-csv'
  | 'excel-text-csv'
  | 'semicolon-csv'
  | 'feather'
  | 'parquet'
  | 'form72-zip'
  | 'pinyin-nested-zip';

/** Which columns a form has, and what it calls them. */
export type LayoutName = 'county-export' | 'school-export' | 'pinyin-export' | 'titled-sheet' | 'class-list' | 'form37' | 'form72';

/** The bytes of a file. xls is what Excel 97 to 2003 wrote, biff5 what Excel 95 did; xml-xls is Excel 2003 XML, html-xls a web page by that name. */
export type FileShape =
  | 'csv'
  | 'gb18030-csv'
  | 'utf16-csv'
  | 'tsv'
  | 'excel-text-csv'
  | 'semicolon-csv'
  | 'xlsx'
  | 'xls'
  | 'biff5'
  | 'html-xls'
  | 'mht'
  | 'xml-xls'
  | 'ods'
  | 'xlsb'
  | 'feather'
  | 'parquet';

/**
 * How the rows stand on the sheets. plain: titles and rows; dated: below a line with the day of export; shuffled: columns in another
 * order, one of them unknown; titled: with title, unit, totals and signatures; paged: the same with a head on every page; grouped: a row
 * of groups above the titles; class-sheets: a sheet for each class; side-by-side: a sheet for each class, two lists in it.
 */
export type Arrangement = 'plain' | 'dated' | 'shuffled' | 'titled' | 'paged' | 'grouped' | 'class-sheets' | 'side-by-side';

export interface FormShape {
  readonly layout: LayoutName;
  readonly arrangement: Arrangement;
  readonly file: FileShape;
  /** How many zip files are around it. */
  readonly zips: 0 | 1 | 2;
}

const shape = (layout: LayoutName, arrangement: Arrangement, file: FileShape, zips: FormShape['zips'] = 0): FormShape => ({
  layout,
  arrangement,
  file,
  zips,
});

const SHAPES: Readonly<Record<StudentForm, FormShape>> = {
  'county-export': shape('county-export', 'plain', 'csv'),
  'gb18030-csv': shape('school-export', 'dated', 'gb18030-csv'),
  'titled-xlsx': shape('titled-sheet', 'titled', 'xlsx'),
  'form37-xlsx': shape('form37', 'grouped', 'xlsx'),
  'form72-csv': shape('form72', 'plain', 'csv'),
  'page-heads-xls': shape('titled-sheet', 'paged', 'xls'),
  'html-xls': shape('school-export', 'titled', 'html-xls'),
  'class-sheets-xlsx': shape('class-list', 'class-sheets', 'xlsx'),
  'xml-xls': shape('titled-sheet', 'titled', 'xml-xls'),
  'biff5-xls': shape('titled-sheet', 'titled', 'biff5'),
  mht: shape('school-export', 'titled', 'mht'),
  'side-by-side-ods': shape('class-list', 'side-by-side', 'ods'),
  xlsb: shape('titled-sheet', 'titled', 'xlsb'),
  'shuffled-tsv': shape('school-export', 'shuffled', 'tsv'),
  'utf16-csv': shape('school-export', 'plain', 'utf16-csv'),
  'excel-text-csv': shape('school-export', 'plain', 'excel-text-csv'),
  'semicolon-csv': shape('school-export', 'plain', 'semicolon-csv'),
  feather: shape('school-export', 'plain', 'feather'),
  parquet: shape('school-export', 'plain', 'parquet'),
  'form72-zip': shape('form72', 'grouped', 'xlsx', 1),
  'pinyin-nested-zip': shape('pinyin-export', 'plain', 'csv', 2),
};

export const shapeOf = (form: StudentForm): FormShape => SHAPES[form];

/** Every form, the county's own first. */
export const STUDENT_FORMS = Object.keys(SHAPES) as readonly StudentForm[];

/** Whether cells of this form can be numbers, so that numbers of identity lose their last digits. */
export const keepsNumericCells = (form: StudentForm): boolean =>
  ['xlsx', 'xls', 'biff5', 'xml-xls', 'ods', 'xlsb'].includes(SHAPES[form].file);
