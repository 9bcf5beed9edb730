import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { datasetOf } from '../datasets/dictionary.ts';
import { readHead } from '../intake/canonical.ts';
import { dateInName, schoolCodeInName } from '../intake/data-date.ts';
import { fingerprint } from '../intake/fingerprint.ts';
import type { Recognition, Stated } from '../intake/header.ts';
import { instructionsSheet } from '../intake/junk.ts';
import { type FileReading, readSourceFile, type SheetReading } from '../intake/reading.ts';
import { unreadable } from '../intake/refusal.ts';
import type { Source } from '../staging/source.ts';
import type { InboxFile } from './inbox.ts';
import type { ImportManifest, ReceivedSource } from './manifest.ts';

/** Titles of columns that carry no data of their own: nobody misses them. */
const saysNothing = new Set(['序号', '编号', 'NO', 'No', 'no.', 'No.']);

type Recognised = Extract<Recognition, { kind: 'recognised' }>;

/** A recognised sheet on its way to staging, with what the manifest will say of it. */
export interface ReceivedSheet {
  readonly source: Source;
  readonly sha256: string;
  readonly unknownTitles: readonly string[];
  readonly notes: readonly string[];
  /** 填报单位, by which the school may be found. */
  readonly unit: string | null;
}

export type Refused = ImportManifest['refusals'][number];

/** What a drop brought. */
export interface Receipt {
  readonly sheets: readonly ReceivedSheet[];
  /** Sheets whose bytes had come before: no need to stage them again. */
  readonly known: readonly { readonly file: string; readonly sha256: string; readonly dataDate: string; readonly earlier: KnownSheet }[];
  readonly refused: readonly Refused[];
  /** Files that were read, wholly or in part: they leave the inbox. */
  readonly taken: readonly InboxFile[];
}

export interface KnownSheet {
  readonly batch: string;
  readonly source: ReceivedSource;
}

export interface ReceiveOptions {
  /** The user's own data date. */
  readonly dataDate: string | null;
  /** For files that say nothing. */
  readonly dayOfReceipt: string;
  readonly workFolder: string;
  /** Where the bytes are kept; null: they are not (a dry run). */
  readonly receivedFolder: string | null;
  readonly knownSheets: ReadonlyMap<string, readonly KnownSheet[]>;
  readonly onFile: (file: string, index: number, total: number) => void;
}

/** Reads every file of a drop into canonical text and keeps its bytes. One bad file does not stop the others. */
export async function receive(files: readonly InboxFile[], options: ReceiveOptions): Promise<Receipt> {
  const sheets: ReceivedSheet[] = [];
  const known: Receipt['known'][number][] = [];
  const refused: Refused[] = [];
  const taken: InboxFile[] = [];
  const seen = new Map<string, string>();
  for (const [index, file] of files.entries()) {
    options.onFile(file.file, index, files.length);
    if (file.junk !== null) {
      refused.push({ file: file.file, sheet: '', reason: file.junk, kind: 'ignored' });
      continue;
    }
    const sha256 = fingerprint(file.path);
    if (sha256 === null) {
      refused.push({ file: file.file, sheet: '', reason: unreadable.message, kind: 'refused' });
      continue;
    }
    const twin = seen.get(sha256);
    if (twin !== undefined) {
      refused.push({ file: file.file, sheet: '', reason: `与“${twin}”内容完全相同，只取一份`, kind: 'ignored' });
      taken.push(file);
      continue;
    }
    seen.set(sha256, file.file);
    const earlier = options.knownSheets.get(sha256);
    if (earlier) {
      known.push(...earlier.map((sheet) => ({ file: file.file, sha256, dataDate: repeatedDate(file, sheet, options), earlier: sheet })));
      taken.push(file);
      continue;
    }
    const reading = await readSourceFile(file.path, file.file, options.workFolder);
    if (reading.refusal) {
      refused.push({ file: file.file, sheet: '', reason: reading.refusal.message, kind: 'refused' });
      continue;
    }
    const outcome = recognisedSheets(reading, sha256, sheets.length, options);
    sheets.push(...outcome.sheets);
    refused.push(...outcome.refused);
    if (outcome.sheets.length === 0) continue;
    if (options.receivedFolder) keep(file.path, sha256, options.receivedFolder);
    taken.push(file);
  }
  return { sheets, known, refused, taken };
}

function keep(path: string, sha256: string, folder: string): void {
  const target = join(folder, sha256);
  if (existsSync(target)) return;
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, `${target}.tmp`);
  renameSync(`${target}.tmp`, target);
}

/** What the bytes say is as it was; a date in the name or of the day of receipt is new. */
function repeatedDate(file: InboxFile, { source }: KnownSheet, options: ReceiveOptions): string {
  if (options.dataDate) return options.dataDate;
  const named = dateInName(file.file);
  if (named) return named;
  return source.is_data_date_stated ? source.data_date : options.dayOfReceipt;
}

function recognisedSheets(
  reading: FileReading,
  sha256: string,
  before: number,
  options: ReceiveOptions,
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
      else
        sheets.push(
          toReceived(reading, sha256, sheet, { ...recognition, stated: stated(recognition.stated) }, before + sheets.length + 1, options),
        );
    }
  }
  return { sheets, refused };
}

/** School and date stand on the first sheet of a workbook and hold for those that say nothing themselves; a list's last day is its own. */
function statedByFile(reading: FileReading): (own: Stated) => Stated {
  const all = reading.sheets.flatMap(({ recognition }) => (recognition.kind === 'empty' ? [] : [recognition.stated]));
  const first = (field: Exclude<keyof Stated, 'cutoffOn'>): string | null => all.find((stated) => stated[field] !== null)?.[field] ?? null;
  return (own) => ({
    reportedOn: own.reportedOn ?? first('reportedOn'),
    exportedOn: own.exportedOn ?? first('exportedOn'),
    cutoffOn: own.cutoffOn,
    unit: own.unit ?? first('unit'),
    schoolCode: own.schoolCode ?? first('schoolCode'),
  });
}

/** A class text may carry the grade, so a list of pupils can do without a column for it. */
function lackingColumns(recognition: Recognised): string | null {
  const dataset = datasetOf(recognition.dataset);
  const found = new Set(recognition.columns.map((column) => column.name));
  const missing = recognition.missingRequired.filter((name) => !(name === 'grade' && found.has('class_name')));
  if (missing.length === 0) return null;
  const titles = missing.map((name) => `“${dataset.columns.find((column) => column.name === name)?.titles[0] ?? name}”`).join('、');
  return `认出是“${dataset.title}”，但缺少必须有的列${titles}，不能用于检查；请补上这些列后重新导入`;
}

function toReceived(
  reading: FileReading,
  sha256: string,
  sheet: SheetReading,
  recognition: Recognised,
  number: number,
  options: ReceiveOptions,
): ReceivedSheet {
  const { canonical } = sheet;
  const { stated } = recognition;
  const statedDate = options.dataDate ?? stated.reportedOn ?? stated.exportedOn ?? dateInName(reading.file);
  const header = readHead(canonical, recognition.headerLastRow + 60).find((row) => row.row === recognition.headerLastRow);
  const isDelimited = reading.format === 'csv';
  return {
    source: {
      source: number,
      dataset: recognition.dataset,
      file: reading.file,
      sheet: canonical.sheet,
      path: canonical.path,
      rows: canonical.rows,
      width: canonical.width,
      headerCells: Math.min(canonical.width, header?.count ?? canonical.width),
      isDelimited,
      date1904: canonical.date1904,
      headerFirstRow: recognition.headerFirstRow,
      headerLastRow: recognition.headerLastRow,
      columns: recognition.columns,
      dataDate: statedDate ?? options.dayOfReceipt,
      isDataDateStated: statedDate !== null,
      schoolCode: stated.schoolCode ?? schoolCodeInName(reading.file),
      cutoffOn: stated.cutoffOn,
    },
    sha256,
    unknownTitles: [
      ...recognition.unknown.map((column) => column.title).filter((title) => !saysNothing.has(title.replace(/\s/g, ''))),
      ...recognition.duplicated.map((column) => `${column.title}（重复的列）`),
    ],
    notes: canonical.notes,
    unit: stated.unit,
  };
}
