import { datasetOf } from '../datasets/dictionary.ts';
import { readHead } from '../intake/canonical/head.ts';
import type { FileReading } from '../intake/reading.ts';
import { dateInName, schoolCodeInName } from '../intake/recognition/data-date.ts';
import { type Day, HEAD_ROWS, type Recognition, type Stated } from '../intake/recognition/header.ts';
import { instructionsSheet } from '../intake/recognition/junk.ts';
import type { SheetReading } from '../intake/tables/sheet-reading.ts';
import type { Source } from '../staging/source.ts';
import type { DropFile } from './drop-entry.ts';
import type { Refused } from './manifest.ts';
import type { SourceNumbers } from './source-numbers.ts';

/** Titles of columns that carry no data of their own: nobody misses them. */
const saysNothing = new Set(['序号', '编号', 'NO', 'No', 'no.', 'No.']);

type Recognised = Extract<Recognition, { kind: 'recognised' }>;

/** A recognised table on its way to staging, with what the manifest will say of it. */
export interface ReceivedSheet {
  readonly source: Source;
  readonly sha256: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly place: string | null;
  /** Where each column is in the source, from 1. */
  readonly columnIndex: Readonly<Record<string, number>>;
  readonly days: readonly Day[] | null;
  readonly unknownTitles: readonly string[];
  readonly notes: readonly string[];
  /** 填报单位, by which the school may be found. */
  readonly unit: string | null;
}

/** The data dates of a drop. */
export interface DropDates {
  /** The user's own data date. */
  readonly dataDate: string | null;
  /** For files that say nothing. */
  readonly dayOfReceipt: string;
}

/** The tables of one file that can be staged, and why the others cannot. */
export function recognisedSheets(
  reading: FileReading,
  file: DropFile,
  numbers: SourceNumbers,
  dates: DropDates,
): { sheets: ReceivedSheet[]; refused: Refused[] } {
  const sheets: ReceivedSheet[] = [];
  const refused: Refused[] = [];
  const stated = statedByFile(reading);
  for (const sheet of reading.sheets) {
    const refuse = (reason: string, kind: Refused['kind']): unknown =>
      refused.push({ file: reading.file, sheet: sheet.canonical.sheet, reason, kind });
    const { recognition } = sheet;
    if (recognition.kind === 'empty') refuse(recognition.reason, reading.sheets.length === 1 ? 'refused' : 'ignored');
    else if (sheet.canonical.sheet === instructionsSheet) refuse('是填报表自带的填写说明，不是数据', 'ignored');
    else if (recognition.kind === 'unrecognised') refuse(recognition.reason, 'unrecognised');
    else {
      const lacking = lackingColumns(recognition);
      if (lacking) refuse(lacking, 'refused');
      else {
        const notes = sheets.length === 0 ? file.notes : [];
        sheets.push(toReceived(reading, file, sheet, { ...recognition, stated: stated(recognition.stated) }, notes, numbers, dates));
      }
    }
  }
  return { sheets, refused };
}

/** School and date stand on the first sheet of a workbook and hold for those that say nothing themselves; a list's last day and class are its own. */
function statedByFile(reading: FileReading): (own: Stated) => Stated {
  const all = reading.sheets.flatMap(({ recognition }) => (recognition.kind === 'empty' ? [] : [recognition.stated]));
  const first = (field: 'reportedOn' | 'exportedOn' | 'unit' | 'schoolCode'): string | null =>
    all.find((stated) => stated[field] !== null)?.[field] ?? null;
  return (own) => ({
    ...own,
    reportedOn: own.reportedOn ?? first('reportedOn'),
    exportedOn: own.exportedOn ?? first('exportedOn'),
    unit: own.unit ?? first('unit'),
    schoolCode: own.schoolCode ?? first('schoolCode'),
  });
}

/** A class text may carry the grade, so a list of pupils can do without a column for it. What title rows or names give is not missing. */
function lackingColumns({ dataset: id, columns, missingRequired }: Recognised): string | null {
  const dataset = datasetOf(id);
  const hasClass = columns.some((column) => column.name === 'class_name');
  const missing = missingRequired.filter((name) => !(name === 'grade' && hasClass));
  if (missing.length === 0) return null;
  const titles = missing.map((name) => `“${dataset.columns.find((column) => column.name === name)?.titles[0] ?? name}”`).join('、');
  return `认出是“${dataset.title}”，但缺少必须有的列${titles}，不能用于检查；请补上这些列后重新导入`;
}

function toReceived(
  reading: FileReading,
  { sha256, place }: DropFile,
  { canonical, origin }: SheetReading,
  recognition: Recognised,
  notes: readonly string[],
  numbers: SourceNumbers,
  dates: DropDates,
): ReceivedSheet {
  const { stated } = recognition;
  const statedDate = dates.dataDate ?? stated.reportedOn ?? stated.exportedOn ?? dateInName(reading.file);
  // Under a band (三年级2班) the header stands in the table before.
  const header = readHead(canonical, HEAD_ROWS).filter(({ row }) => row >= recognition.headerFirstRow && row <= recognition.headerLastRow);
  const headerCells = Math.max(...header.map(({ count }) => count), ...recognition.columns.map(({ index }) => index));
  return {
    source: {
      source: numbers.next({ file: reading.file, sha256, sheet: canonical.sheet }),
      dataset: recognition.dataset,
      file: reading.file,
      sheet: canonical.sheet,
      path: canonical.path,
      rows: canonical.rows,
      width: canonical.width,
      headerCells: Math.min(canonical.width, headerCells),
      isDelimited: reading.format === 'csv',
      date1904: canonical.date1904,
      headerFirstRow: recognition.headerFirstRow,
      headerLastRow: recognition.headerLastRow,
      columns: recognition.columns,
      dataDate: statedDate ?? dates.dayOfReceipt,
      isDataDateStated: statedDate !== null,
      schoolCode: stated.schoolCode ?? schoolCodeInName(reading.file),
      grade: stated.grade,
      className: stated.className,
      cutoffOn: stated.cutoffOn,
    },
    sha256,
    format: reading.format,
    encoding: reading.encoding,
    place,
    columnIndex: Object.fromEntries(recognition.columns.map(({ name, index }) => [name, origin?.[index - 1] ?? index])),
    days: recognition.days,
    unknownTitles: [
      ...recognition.unknown.map((column) => column.title).filter((title) => !saysNothing.has(title.replace(/\s/g, ''))),
      ...recognition.duplicated.map((column) => `${column.title}（重复的列）`),
    ],
    notes: [...notes, ...canonical.notes],
    unit: stated.unit,
  };
}
