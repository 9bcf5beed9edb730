import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import type { Source } from '../staging/source.ts';
import type { SourceIssue } from '../staging/source-issues.ts';
import { type SourceCount, stagingVersion } from '../staging/stage.ts';
import { learnedFingerprint } from './learned-fingerprint.ts';
import type { ImportManifest, ReceivedSource } from './manifest.ts';
import type { KnownReceipt, Receipt } from './receive.ts';
import type { ReceivedSheet } from './received.ts';

/** What staging says of one sheet. */
export interface StagedSheet {
  readonly count: SourceCount;
  readonly issues: SourceIssue[];
}

/** The manifest of a drop before its submissions are made. */
export function draftManifest(
  receipt: Receipt,
  staged: ReadonlyMap<number, StagedSheet>,
  learned: readonly LearnedTitle[],
  batch: Pick<ImportManifest, 'id' | 'received_at' | 'data_date_option' | 'day_of_receipt' | 'files' | 'days'>,
): ImportManifest {
  return {
    kind: 'import',
    ...batch,
    staging_version: stagingVersion,
    sources: [
      ...receipt.sheets.map((sheet) => freshSource(sheet, staged.get(sheet.source.source)!, learned)),
      ...receipt.known.map(repeatedSource),
    ],
    refusals: [...receipt.refused],
    submissions: [],
  };
}

function freshSource(
  { source, ...sheet }: ReceivedSheet,
  { count, issues }: StagedSheet,
  learned: readonly LearnedTitle[],
): ReceivedSource {
  const titles = {
    dataset: source.dataset,
    columns: Object.fromEntries(source.columns.map((column) => [column.name, column.title])),
    unknown_titles: [...sheet.unknownTitles],
  };
  return {
    ...titles,
    source: source.source,
    file: source.file,
    sheet: source.sheet,
    sha256: sheet.sha256,
    format: sheet.format,
    encoding: sheet.encoding,
    data_date: source.dataDate,
    is_data_date_stated: source.isDataDateStated,
    header_rows: [source.headerFirstRow, source.headerLastRow],
    column_index: { ...sheet.columnIndex },
    stated_columns: statedColumns(source),
    days: sheet.days === null ? null : sheet.days.map(({ date, index }) => ({ date, index })),
    learned: learnedFingerprint(titles, learned),
    notes: [...sheet.notes],
    read: count.read,
    loaded: count.loaded,
    skipped: count.skipped,
    rejected: count.rejected,
    issues: issues.map(({ schoolCode, kind, row, rows, rowNumbers, column, reason }) => ({
      school_code: schoolCode,
      kind,
      row,
      rows,
      row_numbers: [...rowNumbers],
      column,
      reason,
    })),
    same_as: null,
    place: sheet.place,
  };
}

function statedColumns({ grade, className, columns }: Source): string[] {
  const stated = { grade, class_name: className };
  return Object.entries(stated).flatMap(([name, text]) => (text === null || columns.some((column) => column.name === name) ? [] : [name]));
}

const repeatedSource = ({ source, file, dataDate, earlier, notes }: KnownReceipt): ReceivedSource => ({
  ...earlier.source,
  source,
  file: file.file,
  sha256: file.sha256,
  data_date: dataDate,
  notes: [...earlier.source.notes, ...notes],
  same_as: { batch: earlier.batch, source: earlier.source.source },
  place: file.place,
});
