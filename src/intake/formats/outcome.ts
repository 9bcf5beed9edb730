import type { CanonicalSheet } from '../canonical/sheet.ts';
import type { Refusal } from '../files/refusal.ts';

/** What a file with tables gave: its sheets, or why it could not be read. */
export type WorkbookOutcome =
  | { readonly sheets: readonly CanonicalSheet[]; readonly refusal: null }
  | { readonly sheets: null; readonly refusal: Refusal };
