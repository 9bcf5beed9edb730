import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BusyFailure, Failure } from '../failure.ts';
import { createFile } from '../workspace/atomic-file.ts';

const reasons = z.record(z.string(), z.number().int());

/** Rows of one sheet as they were first staged: which batch, which source in it. */
const contentSchema = z.object({ batch: z.string(), source: z.number().int() });

const sourceSchema = z.object({
  source: z.number().int(),
  file: z.string(),
  sheet: z.string(),
  dataset: z.string(),
  sha256: z.string(),
  data_date: z.string(),
  is_data_date_stated: z.boolean(),
  /** Titles found, by column of the dataset. */
  columns: z.record(z.string(), z.string()),
  unknown_titles: z.array(z.string()),
  notes: z.array(z.string()),
  read: z.number().int(),
  loaded: z.number().int(),
  skipped: reasons,
  rejected: reasons,
  issues: z.array(
    z.object({
      kind: z.string(),
      row: z.number().int().nullable(),
      column: z.string().nullable(),
      reason: z.string(),
      rows: z.number().int(),
    }),
  ),
  /** Set where the same bytes had come before: the rows are those. */
  same_as: contentSchema.nullable(),
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
  received_at: z.string(),
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

const manifestSchema = z.discriminatedUnion('kind', [importSchema, acceptSchema]);

export type ImportManifest = z.infer<typeof importSchema>;
export type AcceptManifest = z.infer<typeof acceptSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
export type ReceivedSource = z.infer<typeof sourceSchema>;
export type Submission = z.infer<typeof submissionSchema>;
export type Content = z.infer<typeof contentSchema>;

/** The lake's commits in sequence. A snapshot exists when its manifest does. */
export class ManifestLog {
  readonly #folder: string;

  constructor(lakeFolder: string) {
    this.#folder = join(lakeFolder, '_manifests');
  }

  read(): Manifest[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => /^\d{6}\.json$/.test(name))
      .sort()
      .map((name) => this.#parse(join(this.#folder, name)));
  }

  static nextId(manifests: readonly Manifest[]): string {
    return String(manifests.length + 1).padStart(6, '0');
  }

  /** @throws BusyFailure when another process committed first. */
  commit(manifest: Manifest): void {
    mkdirSync(this.#folder, { recursive: true });
    if (!createFile(join(this.#folder, `${manifest.id}.json`), JSON.stringify(manifest))) {
      throw new BusyFailure('导入期间另一个核籍先写入了数据，本次导入没有生效；请重新运行一次。');
    }
  }

  #parse(path: string): Manifest {
    const result = manifestSchema.safeParse(parseJson(path));
    if (!result.success) throw new Failure(`数据清单 ${path} 已损坏，无法读取。请从备份恢复这个文件，不要手工修改 lake 文件夹。`);
    return result.data;
  }
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
