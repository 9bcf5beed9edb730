import { z } from 'zod';
import { key, strict, text } from './strict-object.ts';
import { fills } from './style.ts';

export const fillName = z.enum(Object.keys(fills) as [keyof typeof fills, ...(keyof typeof fills)[]]);

const columnShape = {
  /** A column of the query, or # for the row's number. */
  key,
  title: text,
  /** percent takes shares of 1; change is a number more or less than the last time's, with its arrow. */
  format: z.enum(['text', 'integer', 'date', 'percent', 'change']).default('text'),
  align: z.enum(['left', 'center', 'right']).optional(),
  mask: z.enum(['id_number', 'registry_number']).optional(),
  /** Name of the code list that turns the value into words and a colour. */
  codes: text.optional(),
  /** What an empty cell shows. */
  blank: text.optional(),
  /** False keeps text on one line and shrinks it to fit. */
  wrap: z.boolean().default(true),
  /** A bar behind the number, as long as the number is great. */
  bar: z.boolean().default(false),
  /** On a red ground as soon as it is not 0. */
  alarm: z.boolean().default(false),
  /** The query's column that holds the name of the sheet to which the cell leads. */
  link: key.optional(),
  /** The query's column that says to which row there: the first that has it in one of that sheet's `anchors`. */
  link_to: key.optional(),
};

/** What the reader of a locked sheet writes into the column. Several of these are not for one column. */
const input = strict({
  /** Words to pick from, the same in every row. */
  words: z.array(text).min(1).optional(),
  /** The query's column with the words of the row, as a list. */
  choices: key.optional(),
  /** The query's columns with the first and the last day that may be written. */
  days: strict({ from: key, to: key }).optional(),
  /** Most characters of a text. */
  longest: z.number().int().min(1).max(2000).optional(),
}).refine((declared) => Object.keys(declared).length <= 1, '只能写 words、choices、days、longest 中的一项');

export const tableColumn = strict({
  ...columnShape,
  input: input.optional(),
  /** For programs only; not printed either. */
  hidden: z.boolean().default(false),
  /** Least and greatest width in half-width characters; a Han character takes two. */
  min: z.number().int().min(3).max(120).default(6),
  max: z.number().int().min(3).max(120).default(30),
  /** Summed in the totals row. */
  total: z.boolean().default(false),
  /** Left out when no row has a value other than 0 in it. */
  omit_when_empty: z.boolean().default(false),
  /** On the screen only; such columns come last. */
  print: z.boolean().default(true),
})
  .refine((column) => column.min <= column.max, '最小宽度 min 不能大于最大宽度 max')
  .refine((column) => !(column.hidden && column.print), '隐藏的列（hidden）要写 print: false');

export const blockColumn = strict({
  ...columnShape,
  /** How many columns of the page's grid it takes. */
  span: z.number().int().min(1).default(1),
  /** The ground of its title. */
  fill: fillName.optional(),
});

export type TableColumn = z.infer<typeof tableColumn>;
export type BlockColumn = z.infer<typeof blockColumn>;
/** What the columns of tables and of blocks have in common. */
export type Column = Pick<TableColumn & BlockColumn, keyof typeof columnShape>;
