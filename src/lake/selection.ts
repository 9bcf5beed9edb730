import type { Content, ImportManifest, Manifest, ReceivedSource, Submission } from './manifest.ts';

/** Which state of the lake is looked at. */
export interface Horizon {
  /** The day whose facts are judged: data of later days does not count. */
  readonly asOf: string;
  /** 'YYYY-MM-DD HH:MM:SS': what came later was not known. Null: all. */
  readonly knownAt: string | null;
}

export interface SelectedSubmission extends Submission {
  readonly batch: string;
  readonly receivedAt: string;
  /** The code under which it came, where the school has another one now. */
  readonly sentAs: string;
}

/** What of the lake counts at a horizon. */
export class Selection {
  readonly imports: readonly ImportManifest[];
  /** All of them, oldest data first; of equal data dates the later receipt is newer. */
  readonly submissions: readonly SelectedSubmission[];
  readonly #accepted: ReadonlySet<string>;
  readonly #sources: ReadonlyMap<string, ReceivedSource>;
  readonly #dates: ReadonlyMap<string, string>;

  /** `successors`: what earlier codes of a school are called now. */
  constructor(manifests: readonly Manifest[], horizon: Horizon, successors: ReadonlyMap<string, string> = new Map()) {
    const known = manifests.filter((manifest) => horizon.knownAt === null || manifest.received_at <= horizon.knownAt);
    this.imports = known.filter((manifest) => manifest.kind === 'import');
    this.#accepted = new Set(known.flatMap((manifest) => (manifest.kind === 'accept' ? [manifest.submission] : [])));
    this.submissions = this.imports
      .flatMap((manifest) =>
        manifest.submissions.map((submission) => ({
          ...submission,
          school_code: successors.get(submission.school_code) ?? submission.school_code,
          sentAs: submission.school_code,
          batch: manifest.id,
          receivedAt: manifest.received_at,
        })),
      )
      .filter((submission) => submission.data_date <= horizon.asOf)
      .sort((a, b) => compare([a.data_date, a.batch, a.id], [b.data_date, b.batch, b.id]));
    this.#sources = new Map(
      this.imports.flatMap((manifest) =>
        manifest.sources.map((source) => [contentKey({ batch: manifest.id, source: source.source }), source]),
      ),
    );
    this.#dates = new Map(
      this.imports.flatMap((manifest) =>
        manifest.sources.map((source) => [receiptKey(manifest.id, contentOf(manifest.id, source)), source.data_date]),
      ),
    );
  }

  isEffective(submission: Submission): boolean {
    return submission.held === null || this.#accepted.has(submission.id);
  }

  /** Effective submissions with rows of `dataset`, by school, oldest first. */
  historyOf(dataset: string): Map<string, SelectedSubmission[]> {
    const history = new Map<string, SelectedSubmission[]>();
    for (const submission of this.submissions) {
      if (!submission.datasets.includes(dataset) || !this.isEffective(submission)) continue;
      history.set(submission.school_code, [...(history.get(submission.school_code) ?? []), submission]);
    }
    return history;
  }

  /** Rows of a county table: those of its newest snapshot. */
  newestOf(dataset: string, asOf: string): Content[] {
    const snapshots = this.imports
      .map((manifest) => ({
        id: manifest.id,
        sources: manifest.sources.filter((source) => source.dataset === dataset && source.data_date <= asOf),
      }))
      .filter((snapshot) => snapshot.sources.length > 0)
      .sort((a, b) => compare([newestDate(a.sources), a.id], [newestDate(b.sources), b.id]));
    const newest = snapshots.at(-1);
    if (!newest) return [];
    const date = newestDate(newest.sources);
    return newest.sources
      .filter((source) => source.data_date === date || !source.is_data_date_stated)
      .map((source) => contentOf(newest.id, source));
  }

  source(content: Content): ReceivedSource | undefined {
    return this.#sources.get(contentKey(content));
  }

  /** The data date of rows as a batch sent them: bytes that had come before are as new as they were said to be this time. */
  dateOf(content: Content, batch: string): string | undefined {
    return this.#dates.get(receiptKey(batch, content));
  }

  /** Parquet files of a dataset that hold any of these rows. */
  filesOf(dataset: string, batches: ReadonlySet<string>): string[] {
    return this.imports.filter((manifest) => batches.has(manifest.id)).flatMap((manifest) => manifest.files[dataset] ?? []);
  }
}

/** Where a source's rows really are: identical bytes are staged once. */
export const contentOf = (batch: string, source: ReceivedSource): Content => source.same_as ?? { batch, source: source.source };

/** By which the rows of one sheet are told from others in a map. */
export const contentKey = ({ batch, source }: Content): string => `${batch}-${source}`;

const receiptKey = (batch: string, content: Content): string => `${batch} ${contentKey(content)}`;

const newestDate = (sources: readonly ReceivedSource[]): string =>
  sources
    .map((source) => source.data_date)
    .sort()
    .at(-1) ?? '';

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
