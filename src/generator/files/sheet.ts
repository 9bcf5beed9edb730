import type { Cell } from './csv.ts';

/** Cells of one row that are merged into one, 0-based. */
export interface Merge {
  readonly row: number;
  readonly first: number;
  readonly last: number;
}

/** One sheet as it is to be written, with whatever stands above and below its data. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges?: readonly Merge[];
}

export const widthOf = ({ rows }: Sheet): number => rows.reduce((widest, row) => Math.max(widest, row.length), 0);
