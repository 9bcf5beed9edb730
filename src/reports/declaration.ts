import { z } from 'zod';
import { type Column, fillName, tableColumn } from './column-declaration.ts';
import { parseYaml } from './declaration-yaml.ts';
import { chartProblems, type PageSheet, pageSheet } from './page-declaration.ts';
import { key, oneOf, queryFile, signOff, strict, text } from './strict-object.ts';

export type { BlockColumn, Column, TableColumn } from './column-declaration.ts';
export type { Block, ChartsBlock, PageSheet, TableBlock } from './page-declaration.ts';

const tableSheet = strict({
  layout: z.literal('table'),
  /** The sheet's name; with for_each usually {that column}. */
  name: text,
  title: text,
  /** The lines under the title. */
  lines: z.array(text).default([]),
  query: queryFile,
  /** A column of the query: each of its values gets a sheet of its own, in the order of the rows; no rows, no sheet. */
  for_each: key.optional(),
  columns: z
    .array(tableColumn)
    .min(1)
    .refine((columns) => columns[0]?.print === true, '第一列要打印')
    .refine(
      (columns) => columns.every((column, index) => column.print || !columns[index + 1]?.print),
      '不打印的列（print: false）要排在最后',
    ),
  /** Rows that differ in this column are parted by a heavy line. */
  group_by: key.optional(),
  /** The query's columns by whose values links find a row of this sheet: the first that has the value. */
  anchors: z.array(key).default([]),
  /** The totals row's first words; without it there is no totals row. */
  totals: text.optional(),
  /** What stands there when the query returns nothing. */
  empty: text.default('无'),
  sign_off: signOff.optional(),
  frozen_columns: z.number().int().min(0).max(6).default(0),
  orientation: z.enum(['portrait', 'landscape']).default('landscape'),
  /** Only the columns with `input` can be filled in. */
  locked: z.boolean().default(false),
});

const code = strict({ label: text, fill: fillName.optional() });

const report = strict({
  title: text,
  author: text,
  /** A query of exactly one row; its columns are the {placeholders} of titles, lines and footers. */
  facts: queryFile,
  footer: strict({ left: text, right: text }),
  /** Code lists: what a value is called and its colour. */
  codes: z.record(text, z.record(text, code)).default({}),
  /** The sheet to which every other has a way back, on the screen only. */
  home: text.optional(),
  sheets: z.array(z.discriminatedUnion('layout', [tableSheet, pageSheet], oneOf('layout', 'table', 'page'))).min(1),
}).superRefine((declared, context) => {
  if (declared.home !== undefined && !declared.sheets.some(({ name }) => name === declared.home)) {
    context.addIssue({ code: 'custom', path: ['home'], message: `没有名为 ${declared.home} 的工作表` });
  }
  const pages = declared.sheets.flatMap((sheet, place) => (sheet.layout === 'page' ? [{ sheet, place }] : []));
  for (const problem of chartProblems(pages)) context.addIssue({ code: 'custom', ...problem });
  declared.sheets.forEach((sheet, sheetIndex) => {
    const tables =
      sheet.layout === 'table' ? [{ columns: sheet.columns, at: ['sheets', sheetIndex] }] : blockTables(sheet.blocks, sheetIndex);
    for (const { columns, at } of tables) {
      columns.forEach((column, index) => {
        if (column.codes === undefined || column.codes in declared.codes) return;
        context.addIssue({
          code: 'custom',
          path: [...at, 'columns', index, 'codes'],
          message: `没有名为 ${column.codes} 的代码表，codes 里有 ${Object.keys(declared.codes).join('、') || '（无）'}`,
        });
      });
    }
  });
});

function blockTables(blocks: PageSheet['blocks'], sheetIndex: number): { columns: readonly Column[]; at: (string | number)[] }[] {
  return blocks.flatMap((block, index) =>
    block.kind === 'table' ? [{ columns: block.columns, at: ['sheets', sheetIndex, 'blocks', index] }] : [],
  );
}

export type Report = z.infer<typeof report>;
export type TableSheet = z.infer<typeof tableSheet>;
export type Codes = Report['codes'];

/**
 * Reads a report's declaration.
 *
 * @param file where it comes from, for the message.
 * @throws Failure naming the file, the line and what is allowed there.
 */
export function parseReport(yaml: string, file: string): Report {
  return parseYaml(yaml, file, report);
}
