import { datasetOf } from '../datasets/dictionary.ts';
import type { ImportManifest } from '../lake/manifest.ts';
import { sourceFaults } from '../returns/fault.ts';
import type { PapersSummary } from '../returns/papers-summary.ts';

/** What an import did, as `heji import` tells it. Rows: read = loaded + skipped + rejected. */
export interface ImportSummary {
  readonly batch: string | null;
  readonly dry_run: boolean;
  /** `sheets` are new ones; `unchanged` those whose bytes had come before and whose rows are not counted again. */
  readonly datasets: readonly DatasetSummary[];
  readonly not_imported: readonly NotImported[];
  /** Why rows were rejected or numbers damaged, columns not known: by file and reason. */
  readonly issues: readonly Issue[];
  readonly submissions: { readonly fresh: number; readonly unchanged: number; readonly held: readonly HeldSubmission[] };
  /** Null after a dry run, and when there was nothing to import. */
  readonly papers: PapersSummary | null;
}

export interface DatasetSummary {
  readonly dataset: string;
  readonly title: string;
  readonly sheets: number;
  readonly unchanged: number;
  readonly read: number;
  readonly loaded: number;
  readonly skipped: number;
  readonly rejected: number;
}

export interface NotImported {
  readonly file: string;
  readonly sheet: string;
  readonly outcome: '已拒收' | '未识别' | '已忽略';
  readonly reason: string;
}

export interface Issue {
  readonly file: string;
  readonly sheet: string;
  readonly kind: string;
  readonly column: string | null;
  readonly reason: string;
  readonly rows: number;
  /** The first 200 of them, by the file's own numbers. */
  readonly row_numbers: readonly number[];
}

export interface HeldSubmission {
  readonly submission: string;
  readonly school_code: string;
  readonly reason: string;
}

const outcomes = { refused: '已拒收', unrecognised: '未识别', ignored: '已忽略' } as const;

/** `manifest` null: there was nothing to import. */
export function summariseImport(manifest: ImportManifest | null, dryRun: boolean, papers: PapersSummary | null): ImportSummary {
  const submissions = manifest?.submissions ?? [];
  const held = submissions.filter((submission) => submission.held !== null);
  return {
    batch: manifest?.id ?? null,
    dry_run: dryRun,
    datasets: [...new Set(manifest?.sources.map((source) => source.dataset))].map((dataset) => datasetSummary(dataset, manifest!)),
    not_imported: (manifest?.refusals ?? []).map(({ file, sheet, kind, reason }) => ({ file, sheet, outcome: outcomes[kind], reason })),
    issues: issuesOf(manifest),
    submissions: {
      fresh: submissions.filter((submission) => !submission.is_unchanged && submission.held === null).length,
      unchanged: submissions.filter((submission) => submission.is_unchanged).length,
      held: held.map(({ id, school_code, held: reason }) => ({ submission: id, school_code, reason: reason! })),
    },
    papers,
  };
}

/** Whether anything that was handed in does not count. Rubbish of office programs is none of it. */
export const hasImportGaps = ({ datasets, not_imported, submissions, papers }: ImportSummary): boolean =>
  not_imported.some(({ outcome }) => outcome !== '已忽略') ||
  datasets.some(({ rejected }) => rejected > 0) ||
  submissions.held.length > 0 ||
  (papers !== null && papers.problem !== null);

const total = (reasons: Readonly<Record<string, number>>): number => Object.values(reasons).reduce((sum, rows) => sum + rows, 0);

function datasetSummary(dataset: string, manifest: ImportManifest): DatasetSummary {
  const all = manifest.sources.filter((source) => source.dataset === dataset);
  const fresh = all.filter((source) => source.same_as === null);
  const sum = (count: (source: (typeof fresh)[number]) => number): number => fresh.reduce((rows, source) => rows + count(source), 0);
  return {
    dataset,
    title: datasetOf(dataset).title,
    sheets: fresh.length,
    unchanged: all.length - fresh.length,
    read: sum((source) => source.read),
    loaded: sum((source) => source.loaded),
    skipped: sum((source) => total(source.skipped)),
    rejected: sum((source) => total(source.rejected)),
  };
}

/** Each reason once a sheet, whatever school the rows are of. */
function issuesOf(manifest: ImportManifest | null): Issue[] {
  return (manifest?.sources ?? [])
    .filter((source) => source.same_as === null)
    .flatMap((source) => {
      const counted = new Map<string, Issue>();
      for (const { kind, file, sheet, column, reason, rows, rowNumbers } of sourceFaults(source)) {
        if (kind === '重复的行') continue;
        const key = JSON.stringify([kind, column, reason]);
        const { rows: before, row_numbers } = counted.get(key) ?? { rows: 0, row_numbers: [] };
        const numbers = [...row_numbers, ...rowNumbers].sort((a, b) => a - b).slice(0, namedRows);
        counted.set(key, { file, sheet, kind, column, reason, rows: before + (rows ?? 0), row_numbers: numbers });
      }
      return [...counted.values()];
    });
}

const namedRows = 200;
