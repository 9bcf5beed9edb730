import type { Area } from './area.ts';

/** A chart over cells of one sheet, drawn by the spreadsheet program. */
export interface Chart {
  /** bar: lying, column: standing. */
  readonly kind: ChartKind;
  readonly title: string;
  /** One above the other rather than side by side. */
  readonly stacked: boolean;
  /** The sheet of the cells, where it is not the chart's own. */
  readonly sheet?: string;
  /** The cells with the names of what is counted. */
  readonly categories: Area;
  readonly series: readonly Series[];
}

export const chartKinds = ['bar', 'column', 'line'] as const;
export type ChartKind = (typeof chartKinds)[number];

export interface Series {
  readonly title: string;
  readonly values: Area;
  readonly fill: ChartFill;
}

/** Stronger than the fills of cells, and apart from their neighbours as greys too. */
export const chartFills = {
  red: 'C94A44',
  orange: 'F2A65A',
  yellow: 'FFE08A',
  blue: '6C9BCF',
  grey: 'BFBFBF',
  violet: 'B59AD1',
  dark: '44607C',
  green: '5B9A68',
} as const;

export type ChartFill = keyof typeof chartFills;
