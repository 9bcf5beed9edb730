import { z } from 'zod';

const reasons = z.record(z.string(), z.number().int());

/** Rows of one sheet as they were first staged: which batch, which source in it. */
const contentSchema = z.object({ batch: z.string(), source: z.number().int() });

/** Fields with a default are those that manifests of earlier versions lack. */
const issueSchema = z.object({
  /** School of the rows; null: not known. */
  school_code: z.string().nullable().default(null),
  kind: z.string(),
  /** The first of the rows. */
  row: z.number().int().nullable(),
  /** How many rows. */
  rows: z.number().int(),
  /** The first of them by number. */
  row_numbers: z.array(z.number().int()).default([]),
  column: z.string().nullable(),
  reason: z.string(),
});

const sourceSchema = z.object({
  source: z.number().int(),
  file: z.string(),
  sheet: z.string(),
  dataset: z.string(),
  sha256: z.string(),
  /** What the bytes are (`SourceFormat`). */
  format: z.string().default('unknown'),
  /** Of text files only. */
  encoding: z.string().nullable().default(null),
  data_date: z.string(),
  is_data_date_stated: z.boolean(),
  /** First and last row of the header, by the source's own numbers. */
  header_rows: z.tuple([z.number().int(), z.number().int()]).default([0, 0]),
  /** Titles found, by column of the dataset. */
  columns: z.record(z.string(), z.string()),
  /** Where those columns are in the source, from 1. */
  column_index: z.record(z.string(), z.number().int()).default({}),
  /** Columns that the table lacks and that title rows or the sheet's name give for all of its rows: grade, class_name. */
  stated_columns: z.array(z.string()).default([]),
  /** Of a month with a column per day: the source column of each day, from 1. */
  days: z
    .array(z.object({ date: z.string(), index: z.number().int() }))
    .nullable()
    .default(null),
  unknown_titles: z.array(z.string()),
  /** Fingerprint of the learned titles that concern this sheet; '' when none does. */
  learned: z.string().default(''),
  notes: z.array(z.string()),
  read: z.number().int(),
  loaded: z.number().int(),
  skipped: reasons,
  rejected: reasons,
  issues: z.array(issueSchema),
  /** Set where the same bytes had come before: the rows are those. */
  same_as: contentSchema.nullable(),
  /** The very file of the inbox, by which one that could not be moved away is known again; null: it was named on the command line. */
  place: z.string().nullable().default(null),
});

const submissionSchema = z.object({
  id: z.string(),
  school_code: z.string(),
  datasets: z.array(z.string()),
  data_date: z.string(),
  content: z.array(contentSchema),
  pupils: z.number().int(),
  /** Why it is 疑似不完整 and held back until it is accepted. */
  held: z.string().nullable(),
  /** All its files are byte for byte those of the submission before. */
  is_unchanged: z.boolean(),
});

const importSchema = z.object({
  kind: z.literal('import'),
  id: z.string(),
  /** 'YYYY-MM-DD HH:MM:SS' */
  received_at: z.string(),
  /** The data date that the user gave for the whole drop. */
  data_date_option: z.string().nullable().default(null),
  /** The data date of what says nothing itself; null: the day of `received_at`. */
  day_of_receipt: z.string().nullable().default(null),
  staging_version: z.number().int(),
  sources: z.array(sourceSchema),
  refusals: z.array(
    z.object({ file: z.string(), sheet: z.string(), reason: z.string(), kind: z.enum(['refused', 'unrecognised', 'ignored']) }),
  ),
  /** Parquet files by dataset, relative to the lake. */
  files: z.record(z.string(), z.array(z.string())),
  /** First and last day of the events of a dataset, so that views know which snapshots can hold the same event. */
  days: z.record(z.string(), z.tuple([z.string(), z.string()])),
  submissions: z.array(submissionSchema),
});

const acceptSchema = z.object({ kind: z.literal('accept'), id: z.string(), received_at: z.string(), submission: z.string() });

/** All imports so far, made anew from the kept bytes under their own ids; they stand in place of the earlier ones. */
const restageSchema = z.object({ kind: z.literal('restage'), id: z.string(), received_at: z.string(), imports: z.array(importSchema) });

/** What one file of `lake/_manifests` may hold. */
export const commitSchema = z.discriminatedUnion('kind', [importSchema, acceptSchema, restageSchema]);

export type ImportManifest = z.infer<typeof importSchema>;
export type AcceptManifest = z.infer<typeof acceptSchema>;
export type RestageManifest = z.infer<typeof restageSchema>;
export type Commit = z.infer<typeof commitSchema>;
/** What readers of the lake see: restaged imports in their old places. */
export type Manifest = ImportManifest | AcceptManifest;
export type ReceivedSource = z.infer<typeof sourceSchema>;
export type Refused = ImportManifest['refusals'][number];
export type Submission = z.infer<typeof submissionSchema>;
export type Content = z.infer<typeof contentSchema>;
