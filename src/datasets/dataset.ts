import type { Column } from './column.ts';

/**
 * What a re-sent file means.
 * school: a school's submission replaces that school's rows. county: replaces the table.
 * events: merged by key, nothing is deleted because a later file lacks it.
 */
export type Refresh = 'school' | 'county' | 'events';

/** A printed form whose titles repeat, so that columns are found by group and position instead of by title alone. */
export interface RepeatingForm {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly FormGroup[];
  /** The titles inside one guardian's group, in printed order. */
  readonly guardianTitles: readonly string[];
}

export interface FormGroup {
  readonly title: string;
  readonly aliases: readonly string[];
  /** First and last item number of the group. */
  readonly items: readonly [number, number];
  /** What the names of the group's columns begin with. */
  readonly prefix: '' | 'guardian1_' | 'guardian2_';
}

/** One kind of input table. */
export interface Dataset {
  readonly id: string;
  /** Three to five letters, used in file and template names. */
  readonly code: string;
  readonly title: string;
  /** What one row stands for. */
  readonly grain: string;
  readonly refresh: Refresh;
  /** Events that every school must report by itself: a school without any has not reported, whatever others sent. */
  readonly isOwedBySchool?: true;
  /** `a|b` is the first of them that has a value. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly forms?: readonly RepeatingForm[];
}

/** Whether a dataset is there or missing school by school, and not for the county as a whole. */
export const isOwedBySchool = (dataset: Dataset): boolean => dataset.refresh === 'school' || dataset.isOwedBySchool === true;
