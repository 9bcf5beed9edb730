import { relative } from 'node:path';
import { columnTitle } from '../checks/requirement.ts';
import { datasets } from '../datasets/dictionary.ts';
import type { TitleOutcome } from './dialogue.ts';

/** The exchange about unknown titles, as commands tell it. Keys as `--json` prints them. */
export interface TitlesSummary {
  readonly learned: readonly LearnedTitleSummary[];
  readonly learned_tables: readonly { readonly titles: readonly string[]; readonly dataset: string | null }[];
  /** Sentences about answers that were not taken. */
  readonly problems: readonly string[];
  readonly open_titles: number;
  readonly open_tables: number;
  /** Workbook to fill in, relative to the folder of the call; null: nothing is asked. */
  readonly workbook: string | null;
}

export interface LearnedTitleSummary {
  readonly dataset: string;
  readonly dataset_title: string;
  readonly title: string;
  /** Null: it means nothing to us. */
  readonly column: string | null;
  readonly column_title: string | null;
}

export function summariseTitles({ fresh, problems, asked }: TitleOutcome, folder: string): TitlesSummary {
  return {
    learned: fresh.titles.map(describeLearned),
    learned_tables: fresh.tables.map(({ titles, dataset }) => ({ titles, dataset })),
    problems: [...problems, ...(asked?.problem ? [asked.problem] : [])],
    open_titles: asked?.titles ?? 0,
    open_tables: asked?.tables ?? 0,
    workbook: asked?.file ? relative(folder, asked.file) : null,
  };
}

export const describeLearned = ({ dataset, title, column }: LearnedTitleInput): LearnedTitleSummary => ({
  dataset,
  dataset_title: datasets.get(dataset)?.title ?? dataset,
  title,
  column,
  column_title: column === null || !datasets.has(dataset) ? null : columnTitle(dataset, column),
});

interface LearnedTitleInput {
  readonly dataset: string;
  readonly title: string;
  readonly column: string | null;
}

export const tableTitle = (dataset: string | null): string =>
  dataset === null ? '不是我们要的表' : (datasets.get(dataset)?.title ?? dataset);
