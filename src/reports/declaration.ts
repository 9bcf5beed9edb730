import { z } from 'zod';
import { parseYaml } from './declaration-yaml.ts';
import { fills } from './style.ts';

/** An object that knows no other keys, and says which it knows. */
function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      return `不认识 ${issue.keys.join('、')}，可以用的有 ${Object.keys(shape).join('、')}`;
    },
  });
}

function oneOf(discriminator: string, ...allowed: string[]) {
  return {
    error: (issue: { code?: string }) => (issue.code === 'invalid_union' ? `${discriminator} 要写 ${allowed.join('、')} 之一` : undefined),
  };
}

const text = z.string().min(1);
/** One line, or several under each other. */
const signOff = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(text).min(1));
const key = z.string().regex(/^([a-z][a-z0-9_]*|#)$/, '列键用小写字母、数字和下划线，或用 # 表示序号');
const queryFile = z.string().regex(/^[a-z0-9-]+\.sql$/, '查询文件名形如 schools.sql，用小写字母、数字和连字符');

const columnShape = {
  /** A column of the query, or # for the row's number. */
  key,
  title: text,
  format: z.enum(['text', 'integer', 'date']).default('text'),
  align: z.enum(['left', 'center', 'right']).optional(),
  mask: z.enum(['id_number', 'registry_number']).optional(),
  /** Name of the code list that turns the value into words and a colour. */
  codes: text.optional(),
  /** What an empty cell shows. */
  blank: text.optional(),
  /** False keeps text on one line and shrinks it to fit. */
  wrap: z.boolean().default(true),
};

const tableColumn = strict({
  ...columnShape,
  /** Least and greatest width in half-width characters; a Han character takes two. */
  min: z.number().int().min(3).max(120).default(6),
  max: z.number().int().min(3).max(120).default(30),
  /** Summed in the totals row. */
  total: z.boolean().default(false),
  /** A bar behind the number, as long as the number is great. */
  bar: z.boolean().default(false),
  /** Left out when no row has a value other than 0 in it. */
  omit_when_empty: z.boolean().default(false),
  /** On the screen only; such columns come last. */
  print: z.boolean().default(true),
}).refine((column) => column.min <= column.max, '最小宽度 min 不能大于最大宽度 max');

const blockColumn = strict({
  ...columnShape,
  /** How many columns of the page's grid it takes. */
  span: z.number().int().min(1).default(1),
  /** The query's column that holds the name of the sheet to which the cell leads. */
  link: key.optional(),
});

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
  /** The totals row's first words; without it there is no totals row. */
  totals: text.optional(),
  /** What stands there when the query returns nothing. */
  empty: text.default('无'),
  sign_off: signOff.optional(),
  frozen_columns: z.number().int().min(0).max(6).default(0),
  orientation: z.enum(['portrait', 'landscape']).default('landscape'),
});

const blockShape = { heading: text.optional(), query: queryFile };

const tableBlock = strict({
  kind: z.literal('table'),
  ...blockShape,
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

const pageSheet = strict({
  layout: z.literal('page'),
  name: text,
  title: text,
  lines: z.array(text).default([]),
  /** Widths of the columns that the blocks share, in half-width characters. */
  grid: z.array(z.number().min(2).max(120)).min(1),
  blocks: z.array(z.discriminatedUnion('kind', [tableBlock, linesBlock], oneOf('kind', 'table', 'lines'))).min(1),
  sign_off: signOff.optional(),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
}).superRefine((sheet, context) => {
  sheet.blocks.forEach((block, index) => {
    if (block.kind !== 'table') return;
    const taken = block.columns.reduce((sum, column) => sum + column.span, 0);
    if (taken === sheet.grid.length) return;
    context.addIssue({
      code: 'custom',
      path: ['blocks', index, 'columns'],
      message: `各列的 span 合计 ${taken}，应等于 grid 的列数 ${sheet.grid.length}`,
    });
  });
});

const code = strict({ label: text, fill: z.enum(Object.keys(fills) as [keyof typeof fills, ...(keyof typeof fills)[]]).optional() });

const report = strict({
  title: text,
  author: text,
  /** A query of exactly one row; its columns are the {placeholders} of titles, lines and footers. */
  facts: queryFile,
  footer: strict({ left: text, right: text }),
  /** Code lists: what a value is called and its colour. */
  codes: z.record(text, z.record(text, code)).default({}),
  sheets: z.array(z.discriminatedUnion('layout', [tableSheet, pageSheet], oneOf('layout', 'table', 'page'))).min(1),
}).superRefine((declared, context) => {
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

function blockTables(blocks: PageSheet['blocks'], sheetIndex: number) {
  return blocks.flatMap((block, index) =>
    block.kind === 'table' ? [{ columns: block.columns, at: ['sheets', sheetIndex, 'blocks', index] }] : [],
  );
}

export type Report = z.infer<typeof report>;
export type TableSheet = z.infer<typeof tableSheet>;
export type PageSheet = z.infer<typeof pageSheet>;
export type Block = PageSheet['blocks'][number];
export type TableBlock = z.infer<typeof tableBlock>;
export type TableColumn = z.infer<typeof tableColumn>;
export type BlockColumn = z.infer<typeof blockColumn>;
/** What the columns of tables and of blocks have in common. */
export type Column = Pick<TableColumn & BlockColumn, keyof typeof columnShape>;
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
