import type { Column } from '../datasets/column.ts';
import { identifier } from '../engine/sql-text.ts';

/** Columns whose cells mean something else when a spreadsheet stored them as numbers: serial dates, and IDs that lost their last digits. */
export const remembersNumber = (column: Column): boolean =>
  column.type === 'date' || column.type === 'datetime' || column.type === 'yearmonth' || /(^|_)(id|registry)_number$/.test(column.name);

/** The column of `cells` that says so. */
export const numberFlag = (name: string): string => identifier(`${name}__number`);
