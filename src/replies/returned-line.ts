import type { ReplyKey } from '../packages/reply-key.ts';

/** Where a line came from. */
export interface Place {
  /** Place in the drop, with '/'; numbers of persons masked. */
  readonly file: string;
  readonly sha256: string;
  readonly sheet: string;
  /** Number of the row in the file. */
  readonly row: number;
}

/** One line of a 整改台账 that came back. Texts as they stand, trimmed; null where the cell is empty. */
export interface ReturnedLine extends Place {
  readonly key: (ReplyKey & { readonly text: string }) | null;
  readonly number: string | null;
  readonly date1904: boolean;
  /** Code of the school to which the workbook was sent, as its heading says; null where the heading is gone. */
  readonly sentTo: string | null;
  readonly action: string | null;
  readonly situation: string | null;
  readonly proof: string | null;
  readonly responsible: string | null;
  readonly doneOn: string | null;
  /** What stands in the columns that the school cannot change, by title; columns that are gone are missing. */
  readonly sent: ReadonlyMap<string, string | null>;
  /** Letter of each title's column. */
  readonly letters: ReadonlyMap<string, string>;
}
