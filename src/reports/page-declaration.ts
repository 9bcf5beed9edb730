import { z } from 'zod';
import { type ChartFill, chartFills, chartKinds } from './chart.ts';
import { blockColumn } from './column-declaration.ts';
import { key, oneOf, queryFile, signOff, strict, text } from './strict-object.ts';

const blockShape = { heading: text.optional(), query: queryFile };

const tableBlock = strict({
  kind: z.literal('table'),
  ...blockShape,
  /** By which charts of this page or another name it. */
  id: key.optional(),
  columns: z.array(blockColumn).min(1),
  /** The query's column that is true for rows in bold. */
  strong: key.optional(),
  /** Said instead of the table when the query returns nothing. */
  empty: text.default('无'),
  /** The heading is white on red when the query returns something. */
  alert: z.boolean().default(false),
});

const linesBlock = strict({
  kind: z.literal('lines'),
  ...blockShape,
  /** The query's column that holds the line. */
  text: key,
});

const chart = strict({
  kind: z.enum(chartKinds),
  title: text,
  stacked: z.boolean().default(false),
  /** The table block whose numbers it shows; rows in bold are left out. */
  of: key,
  /** Only the table's last so many rows. */
  last: z.number().int().min(1).optional(),
  /** The column with the names. */
  categories: key,
  series: z.array(strict({ key, fill: z.enum(Object.keys(chartFills) as [ChartFill, ...ChartFill[]]) })).min(1),
  /** How many columns of the page's grid it takes. */
  span: z.number().int().min(1),
});

const chartsBlock = strict({
  kind: z.literal('charts'),
  heading: text.optional(),
  /** In points. */
  height: z.number().min(60).max(400).default(150),
  charts: z.array(chart).min(1),
});

export const pageSheet = strict({
  layout: z.literal('page'),
  name: text,
  title: text,
  lines: z.array(text).default([]),
  /** Widths of the columns that the blocks share, in half-width characters. */
  grid: z.array(z.number().min(2).max(120)).min(1),
  blocks: z.array(z.discriminatedUnion('kind', [tableBlock, linesBlock, chartsBlock], oneOf('kind', 'table', 'lines', 'charts'))).min(1),
  sign_off: signOff.optional(),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  /** Squeezed onto one page; false: as long as it needs. */
  one_page: z.boolean().default(true),
  locked: z.boolean().default(false),
}).superRefine((sheet, context) => {
  sheet.blocks.forEach((block, index) => {
    const parts = block.kind === 'table' ? block.columns : block.kind === 'charts' ? block.charts : null;
    const taken = parts?.reduce((sum, part) => sum + part.span, 0) ?? sheet.grid.length;
    if (taken === sheet.grid.length) return;
    context.addIssue({
      code: 'custom',
      path: ['blocks', index, block.kind === 'table' ? 'columns' : 'charts'],
      message: `各列的 span 合计 ${taken}，应等于 grid 的列数 ${sheet.grid.length}`,
    });
  });
});

export type PageSheet = z.infer<typeof pageSheet>;
export type Block = PageSheet['blocks'][number];
export type TableBlock = z.infer<typeof tableBlock>;
export type ChartsBlock = z.infer<typeof chartsBlock>;

/** A chart that names a table or a column that is not there: where in the report, and what there is. */
export interface ChartProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** @param pages the pages of a report and each one's place among its sheets. */
export function chartProblems(pages: readonly { readonly sheet: PageSheet; readonly place: number }[]): ChartProblem[] {
  const blocks = pages.flatMap(({ sheet, place }) =>
    sheet.blocks.map((block, index) => ({ block, path: ['sheets', place, 'blocks', index] })),
  );
  const tables = new Map(blocks.flatMap(({ block }) => (block.kind === 'table' && block.id !== undefined ? [[block.id, block]] : [])));
  return blocks.flatMap(({ block, path }) => {
    if (block.kind !== 'charts') return [];
    return block.charts.flatMap(({ of, categories, series }, index): ChartProblem[] => {
      const table = tables.get(of);
      if (table === undefined) {
        const message = `没有 id 是 ${of} 的表格，可以用的有 ${[...tables.keys()].join('、') || '（无）'}`;
        return [{ path: [...path, 'charts', index, 'of'], message }];
      }
      const columns = table.columns.map((column) => column.key);
      const unknown = [categories, ...series.map((one) => one.key)].filter((name) => !columns.includes(name));
      if (unknown.length === 0) return [];
      return [{ path: [...path, 'charts', index], message: `表格 ${of} 没有列 ${unknown.join('、')}，它有 ${columns.join('、')}` }];
    });
  });
}
