import { rmSync } from 'node:fs';
import { extname } from 'node:path';
import { type DropEntry, type DropFile, takeEntry } from '../lake/drop-entry.ts';
import type { InboxFile } from '../lake/inbox.ts';
import type { OriginalFile } from '../lake/original-file.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import { withoutNumbers } from './kept-text.ts';
import type { ReturnedLine } from './returned-line.ts';
import { returnedLines } from './returned-lines.ts';
import { returnedSheets } from './returned-sheets.ts';
import { decisionsOf, type UnreadDecision } from './review-sheet.ts';
import type { Decision } from './verdict.ts';

/** What a file that came back turned out to be. */
export interface ReturnedFile {
  /** Place in the drop, with '/'; numbers of persons masked. */
  readonly file: string;
  readonly outcome: '整改台账' | '待审说明' | '附件' | '已忽略' | '未读取';
  /** Chinese: why it was not read, or what was passed over in it. */
  readonly note: string | null;
}

/** Everything that a drop of answers holds. */
export interface Returned {
  readonly files: readonly ReturnedFile[];
  readonly lines: readonly ReturnedLine[];
  readonly decisions: readonly Decision[];
  readonly unread: readonly UnreadDecision[];
  /** Lines of 待审说明 in which nothing was decided yet. */
  readonly undecided: number;
  /** Files of the drop of which nothing is left to be read. */
  readonly taken: readonly TakenFile[];
}

/** A file with what the bureau decided in it. */
export interface TakenFile extends OriginalFile {
  readonly decisions: readonly Decision[];
  /** Lines of decisions that could not be read. */
  readonly unread: number;
}

const attachments = /^\.(jpe?g|png|gif|bmp|tiff?|heic|webp|pdf|ofd|docx?|wps|txt|mp[34]|avi|mov)$/i;
const attachmentNote = '是附件，没有读取；佐证材料请另行存档';
const noTable = '里面没有整改台账（没有“处理方式”列）；请学校在核籍发出的整改台账上填写，不要改动表头';

/** Reads all files of a drop, archives opened. One bad file does not stop the others. `lakeFolder` takes copies while it works. */
export async function readReturned(
  listed: readonly InboxFile[],
  lakeFolder: string,
  onFile: (file: string, index: number, total: number) => void,
): Promise<Returned> {
  const workFolder = newWorkFolder(lakeFolder);
  const reading = new Reading();
  try {
    for (const [index, file] of listed.entries()) {
      onFile(file.file, index, listed.length);
      await reading.add(await takeEntry(file, workFolder, index + 1, true), workFolder);
    }
    return reading.result;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

class Reading {
  readonly #files: ReturnedFile[] = [];
  readonly #lines: ReturnedLine[] = [];
  readonly #decisions: Decision[] = [];
  readonly #unread: UnreadDecision[] = [];
  readonly #taken: TakenFile[] = [];
  /** By their bytes: a copy says nothing new. */
  readonly #seen = new Map<string, string>();
  #undecided = 0;

  get result(): Returned {
    return {
      files: this.#files,
      lines: this.#lines,
      decisions: this.#decisions,
      unread: this.#unread,
      undecided: this.#undecided,
      taken: this.#taken,
    };
  }

  async add({ original, files, refused }: DropEntry, workFolder: string): Promise<void> {
    const outcomes = refused.map(({ file, reason, kind }): ReturnedFile['outcome'] => {
      const outcome = attachments.test(extname(file)) ? '附件' : kind === 'ignored' ? '已忽略' : '未读取';
      this.#files.push({ file: withoutNumbers(file), outcome, note: reason });
      return outcome;
    });
    const [decisions, unread] = [this.#decisions.length, this.#unread.length];
    for (const file of files) outcomes.push(await this.#read(file, workFolder));
    if (original === null || outcomes.includes('未读取')) return;
    this.#taken.push({ ...original, decisions: this.#decisions.slice(decisions), unread: this.#unread.length - unread });
  }

  async #read(file: DropFile, workFolder: string): Promise<ReturnedFile['outcome']> {
    // A name with a number of a person in it goes no further than this.
    const name = withoutNumbers(file.file);
    const tell = (outcome: ReturnedFile['outcome'], note: string | null): ReturnedFile['outcome'] => {
      this.#files.push({ file: name, outcome, note });
      return outcome;
    };
    const twin = this.#seen.get(file.sha256);
    if (twin !== undefined) return tell('已忽略', `与“${twin}”内容完全相同，只取一份`);
    this.#seen.set(file.sha256, name);
    if (attachments.test(extname(file.file))) return tell('附件', attachmentNote);
    const sheets = await returnedSheets(file.path, workFolder);
    if (typeof sheets === 'string') return tell('未读取', sheets);
    const tables = sheets.map((sheet) => {
      const review = decisionsOf(name, sheet);
      return { sheet, review, table: review === null ? returnedLines({ file: name, sha256: file.sha256 }, sheet) : null };
    });
    // One sheet that cannot be told apart makes the whole file doubtful: nothing of it is taken.
    const doubtful = tables.find(({ table }) => typeof table === 'string');
    if (doubtful) return tell('未读取', `${doubtful.sheet.sheet === '' ? '' : `工作表“${doubtful.sheet.sheet}”`}${doubtful.table}`);
    const reviews = tables.flatMap(({ review }) => review ?? []);
    const answers = tables.flatMap(({ table }) => (table === null || typeof table === 'string' ? [] : table));
    if (reviews.length + answers.length === 0) return tell('未读取', noTable);
    for (const { decisions, unread, undecided } of reviews) {
      this.#decisions.push(...decisions);
      this.#unread.push(...unread);
      this.#undecided += undecided;
    }
    this.#lines.push(...answers.flatMap(({ lines }) => lines));
    const notes = [...file.notes, ...answers.flatMap(({ notes: rows }) => noteOn(rows))];
    return tell(answers.length > 0 ? '整改台账' : '待审说明', notes.length > 0 ? notes.join('；') : null);
  }
}

const noteOn = (rows: readonly number[]): string[] =>
  rows.length === 0 ? [] : [`第${rowsText(rows)}行没有问题编号，是签名、备注一类的行，没有作为答复`];

const shownRows = 10;
const rowsText = (rows: readonly number[]): string =>
  rows.length <= shownRows ? rows.join('、') : `${rows.slice(0, shownRows).join('、')}等 ${rows.length} `;
