import type { CanonicalSheet } from '../canonical/sheet.ts';
import type { Recognition } from '../recognition/header.ts';

/** One table: a sheet, or a part of it with a canonical text of its own, whose row numbers are those of the sheet all the same. */
export interface SheetReading {
  readonly canonical: CanonicalSheet;
  readonly recognition: Recognition;
  /** For tables whose cells were moved, the 1-based source column per canonical cell; null: the same as the cell's number. */
  readonly origin: readonly number[] | null;
}
