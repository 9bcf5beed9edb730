import type { RestageOutcome } from '../lake/restage.ts';

/** What a restage did, as `heji restage --json` tells it. */
export interface RestageSummary {
  /** Number of the commit; null: nothing changed, or a dry run. */
  readonly commit: string | null;
  readonly dry_run: boolean;
  readonly imports: number;
  readonly is_changed: boolean;
  /** Rows of datasets in which any row is different. */
  readonly datasets: readonly { dataset: string; before: number; after: number; different: number }[];
  readonly new_sheets: readonly SheetSummary[];
  readonly lost_sheets: readonly SheetSummary[];
  readonly new_columns: readonly ColumnSummary[];
  readonly lost_columns: readonly ColumnSummary[];
  /** Submissions that are held back now and were not. */
  readonly newly_held: readonly string[];
  readonly released: readonly string[];
}

interface SheetSummary {
  readonly batch: string;
  readonly file: string;
  readonly sheet: string;
  readonly dataset: string;
}

interface ColumnSummary extends SheetSummary {
  readonly column: string;
  readonly title: string;
}

export function summariseRestage({ id, imports, changes }: RestageOutcome, dryRun: boolean): RestageSummary {
  return {
    commit: id,
    dry_run: dryRun,
    imports,
    is_changed: changes.batches.length > 0 || changes.datasets.length > 0,
    datasets: changes.datasets,
    new_sheets: changes.newSheets,
    lost_sheets: changes.lostSheets,
    new_columns: changes.newColumns,
    lost_columns: changes.lostColumns,
    newly_held: changes.newlyHeld,
    released: changes.released,
  };
}

/** Whether something that counted before does not, or would not, count any more. */
export const hasLosses = ({ lost_sheets, lost_columns, newly_held }: RestageSummary): boolean =>
  lost_sheets.length + lost_columns.length + newly_held.length > 0;
