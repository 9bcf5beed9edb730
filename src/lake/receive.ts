import { join } from 'node:path';
import { readFiles } from '../intake/reader-pool.ts';
import type { FileReading } from '../intake/reading.ts';
import { dateInName } from '../intake/recognition/data-date.ts';
import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import type { ReadTable } from '../titles/question.ts';
import { type DropEntry, type DropFile, takeEntry } from './drop-entry.ts';
import type { InboxFile } from './inbox.ts';
import type { KnownFiles, KnownSheet } from './known-files.ts';
import { learnedFingerprint } from './learned-fingerprint.ts';
import type { ReceivedSource, Refused } from './manifest.ts';
import { beingWritten, type OriginalFile, placeOf } from './original-file.ts';
import { type DropDates, type ReceivedSheet, recognisedSheets } from './received.ts';
import type { SourceNumbers } from './source-numbers.ts';

/** A sheet whose bytes had come before: no need to stage it again. */
export interface KnownReceipt {
  readonly source: number;
  readonly file: DropFile;
  readonly dataDate: string;
  readonly earlier: KnownSheet;
  /** For the manifest: what the rows staged then do not show yet. */
  readonly notes: readonly string[];
}

/** What a drop brought. */
export interface Receipt {
  readonly sheets: readonly ReceivedSheet[];
  readonly known: readonly KnownReceipt[];
  readonly refused: readonly Refused[];
  /** Files read for the first time, of which at least one table can be staged: their bytes are to be kept. */
  readonly fresh: readonly DropFile[];
  /** Files of the inbox that were taken whole: they leave it. */
  readonly taken: readonly OriginalFile[];
  /** Every table that was read, recognised or not: what is unknown in them is asked about. */
  readonly tables: readonly ReadTable[];
}

export interface ReadOptions extends DropDates {
  readonly workFolder: string;
  readonly known: KnownFiles;
  readonly learned: readonly LearnedTitle[];
  readonly stagingVersion: number;
  readonly numbers: SourceNumbers;
  readonly onFile: (file: string, index: number, total: number) => void;
}

export interface ReceiveOptions extends ReadOptions {
  readonly isInbox: boolean;
}

/** Takes a drop: copies, unpacks, and reads what had not come before into canonical text. One bad file does not stop the others. */
export async function receive(listed: readonly InboxFile[], options: ReceiveOptions): Promise<Receipt> {
  const entries: DropEntry[] = [];
  for (const [index, file] of listed.entries()) entries.push(await takeEntry(file, options.workFolder, index + 1, options.isInbox));
  return receiveEntries(entries, options);
}

/** The rest of `receive`, for files whose bytes are had already. */
export async function receiveEntries(entries: readonly DropEntry[], options: ReadOptions): Promise<Receipt> {
  const fresh = new Map<string, DropFile>();
  for (const file of entries.flatMap((entry) => entry.files)) {
    if (!options.known.has(file.sha256) && !fresh.has(file.sha256)) fresh.set(file.sha256, file);
  }
  const files = [...fresh.values()];
  const jobs = files.map((file, index) => ({
    source: file.path,
    file: file.file,
    // Of its own: two files of one name may come from two folders.
    workDir: join(options.workFolder, `read-${index + 1}`),
    bytes: file.bytes,
  }));
  const readings = await readFiles(jobs, options);
  const sorting = new Sorting(new Map(files.map((file, index) => [file.sha256, readings[index]!])), options);
  for (const entry of entries) sorting.add(entry);
  return sorting.receipt();
}

/** Sorts the files of a drop by what becomes of them. */
class Sorting {
  readonly #sheets: ReceivedSheet[] = [];
  readonly #refused: Refused[] = [];
  readonly #repeated: { file: DropFile; earlier: KnownSheet }[] = [];
  readonly #fresh: DropFile[] = [];
  readonly #seen = new Map<string, DropFile>();
  readonly #loaded = new Set<DropFile>();
  readonly #taken: OriginalFile[] = [];
  readonly #tables: ReadTable[] = [];
  readonly #readings: ReadonlyMap<string, FileReading>;
  readonly #options: ReadOptions;

  constructor(readings: ReadonlyMap<string, FileReading>, options: ReadOptions) {
    this.#readings = readings;
    this.#options = options;
  }

  receipt(): Receipt {
    return {
      sheets: this.#sheets,
      refused: this.#refused,
      taken: this.#taken,
      fresh: this.#fresh,
      tables: this.#tables,
      // Numbered last, as they always were.
      known: this.#repeated.map(({ file, earlier }) => knownReceipt(file, earlier, this.#options)),
    };
  }

  add({ original, files, refused }: DropEntry): void {
    this.#refused.push(...refused);
    const isChanging = original !== null && placeOf(original.path) !== original.place;
    const isTaken = files.map((file) => (isChanging ? this.#addChanging(file) : this.#addFile(file)));
    if (original && files.length > 0 && isTaken.every(Boolean) && refused.every(({ kind }) => kind === 'ignored'))
      this.#taken.push(original);
  }

  #addChanging(file: DropFile): boolean {
    this.#seen.set(file.sha256, file);
    return this.#refuse(file, beingWritten, 'refused');
  }

  /** Whether the file need not be seen again. */
  #addFile(file: DropFile): boolean {
    const batch = this.#options.known.batchAt(file);
    if (batch !== null) return this.#refuse(file, `已在批次 ${batch} 导入，没有重复计算；当时没能移走，还留在收件文件夹`, 'ignored');
    const twin = this.#seen.get(file.sha256);
    if (twin) return this.#addTwin(file, twin);
    this.#seen.set(file.sha256, file);
    const earlier = this.#options.known.sheetsOf(file.sha256);
    if (earlier.length === 0) return this.#addReading(file, this.#readings.get(file.sha256)!);
    this.#repeated.push(...earlier.map((sheet) => ({ file, earlier: sheet })));
    this.#loaded.add(file);
    return true;
  }

  #addTwin(file: DropFile, first: DropFile): boolean {
    return this.#loaded.has(first)
      ? this.#refuse(file, `与“${first.file}”内容完全相同，只取一份`, 'ignored')
      : this.#refuse(file, `与“${first.file}”内容完全相同，那一份没有导入`, 'refused');
  }

  #addReading(file: DropFile, reading: FileReading): boolean {
    if (reading.refusal) return this.#refuse(file, reading.refusal.message, 'refused');
    this.#tables.push(...reading.sheets.map((sheet) => ({ ...sheet, file: file.file, encoding: reading.encoding })));
    const { sheets, refused } = recognisedSheets(reading, file, this.#options.numbers, this.#options);
    this.#sheets.push(...sheets);
    this.#refused.push(...refused);
    if (sheets.length === 0) return false;
    this.#fresh.push(file);
    this.#loaded.add(file);
    return true;
  }

  #refuse({ file }: DropFile, reason: string, kind: Refused['kind']): boolean {
    this.#refused.push({ file, sheet: '', reason, kind });
    return kind === 'ignored';
  }
}

function knownReceipt(file: DropFile, earlier: KnownSheet, options: ReadOptions): KnownReceipt {
  const { source } = earlier;
  const hasChanged = earlier.stagingVersion !== options.stagingVersion || learnedFingerprint(source, options.learned) !== source.learned;
  return {
    source: options.numbers.next({ file: file.file, sha256: file.sha256, sheet: source.sheet }),
    file,
    dataDate: repeatedDate(file, source, options),
    earlier,
    notes: hasChanged
      ? ['内容与以前收到的相同，用的是当时读出的数据；此后列名对照或读法有变，运行 heji restage 可按现在的读法重新装载']
      : [],
  };
}

/** What the bytes say is as it was; a date in the name or of the day of receipt is new. */
function repeatedDate({ file }: DropFile, source: ReceivedSource, options: DropDates): string {
  if (options.dataDate) return options.dataDate;
  const named = dateInName(file);
  if (named) return named;
  return source.is_data_date_stated ? source.data_date : options.dayOfReceipt;
}
