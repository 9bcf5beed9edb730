import { existsSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { assetPath, readAsset } from '../../src/assets.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A row in short form: a name alone, or columns of the dataset beside `day`, `except`, `count`, `data_date`, `cutoff_on`. */
const row = z.union([z.string(), z.record(z.string(), z.union([cell, z.array(z.string())]))]);
const rows = z.array(row);

/** What can be given: tables of the dictionary, `presences` (days in class) and `history` (pupils of earlier submissions). */
export const tableNames = [
  'students',
  'schools',
  'classes',
  'absences',
  'presences',
  'leaves',
  'contacts',
  'calendar',
  'persons',
  'status_changes',
  'graduations',
  'special_placements',
  'dropouts',
  'registrations',
  'police_results',
  'history',
] as const;
export type TableName = (typeof tableNames)[number];

const tables = z.partialRecord(z.enum(tableNames), rows);
const columns = z.record(z.string(), cell);

const circumstances = {
  as_of: z.string().optional(),
  regulation: z.string().optional(),
  /** The county's own numbers for this check. */
  params: z.record(z.string(), z.unknown()).optional(),
  settings: z
    .strictObject({
      transfer_open_workdays: z.number().optional(),
      county_code: z.string().optional(),
      county_name: z.string().optional(),
      persons_scope: z.enum(['county', 'all']).optional(),
    })
    .optional(),
  /** Which days every class reported itself: all, none, or all within limits. */
  class_days: z
    .union([
      z.enum(['reported', 'none']),
      z.strictObject({ from: z.string().optional(), until: z.string().optional(), except: z.array(z.string()).optional() }),
    ])
    .optional(),
  /** Datasets, or columns as students.class_name, that nobody sent. All others that the check asks for are there. */
  without: z.array(z.string()).optional(),
  /** Further checks that run in the same inspection. */
  beside: z.array(z.string()).optional(),
  /** Columns that rows of a table have unless they say otherwise. */
  defaults: z.partialRecord(z.enum(tableNames), columns).optional(),
};

const caseSchema = z.strictObject({
  name: z.string(),
  /** The same in Chinese, for the check's published page. */
  example: z.string().optional(),
  ...circumstances,
  given: tables.default({}),
  /** The findings, each by some of its columns. All are listed. */
  expect: z.array(columns).default([]),
  /** Of the first school, where the check does not run there. */
  status: z.strictObject({ status: z.enum(['未运行', '不适用']), reason: z.string() }).optional(),
});

const schema = z.strictObject({
  given: z.strictObject({ ...circumstances, as_of: z.string(), regulation: z.string(), tables: tables.default({}) }),
  cases: z.array(caseSchema).min(1),
});

export type Row = z.infer<typeof row>;
export type Columns = z.infer<typeof columns>;
export type ClassDays = NonNullable<z.infer<typeof caseSchema>['class_days']>;

/** One example with everything that it takes from the file's defaults. */
export interface Specification extends Omit<z.infer<typeof caseSchema>, 'as_of' | 'regulation' | 'given' | 'defaults'> {
  readonly check: string;
  readonly as_of: string;
  readonly regulation: string;
  readonly defaults: Partial<Record<TableName, Columns>>;
  readonly tables: Partial<Record<TableName, readonly Row[]>>;
}

/** The examples of a check. @throws when its cases.yaml is missing or not in form. */
export function readSpecification(check: string): readonly Specification[] {
  if (!existsSync(assetPath('sql', 'checks', check, 'cases.yaml'))) throw new Error(`sql/checks/${check} has no cases.yaml`);
  const file = schema.parse(parse(readAsset('sql', 'checks', check, 'cases.yaml')));
  const { tables: givenTables, defaults: givenDefaults, ...given } = file.given;
  return file.cases.map(({ given: own, defaults, as_of, regulation, ...example }) => ({
    ...given,
    ...example,
    check,
    as_of: as_of ?? given.as_of,
    regulation: regulation ?? given.regulation,
    tables: { ...givenTables, ...own },
    defaults: Object.fromEntries(tableNames.map((table) => [table, { ...givenDefaults?.[table], ...defaults?.[table] }])),
  }));
}
