import { isDeepStrictEqual } from 'node:util';
import type { Engine } from '../engine/engine.ts';
import { identifier, listLiteral } from '../engine/sql-text.ts';
import type { ImportManifest, ReceivedSource } from './manifest.ts';

/** Rows of one dataset before and after. `different`: rows that are new, gone or have other content. */
export interface DatasetChange {
  readonly dataset: string;
  readonly before: number;
  readonly after: number;
  readonly different: number;
}

export interface SheetChange {
  readonly batch: string;
  readonly file: string;
  readonly sheet: string;
  readonly dataset: string;
}

/** A column that was not known in a sheet and now is, or the other way round. */
export interface ColumnChange extends SheetChange {
  readonly column: string;
  readonly title: string;
}

/** What a restage makes other than it was. */
export interface RestageChanges {
  readonly datasets: readonly DatasetChange[];
  readonly newSheets: readonly SheetChange[];
  readonly lostSheets: readonly SheetChange[];
  readonly newColumns: readonly ColumnChange[];
  readonly lostColumns: readonly ColumnChange[];
  /** Submissions that are held back now and were not. */
  readonly newlyHeld: readonly string[];
  readonly released: readonly string[];
  /** Batches whose manifest differs in anything at all. */
  readonly batches: readonly string[];
}

/** Compares two states of the same imports, row by row and by what their manifests say. `pathOf` gives a Parquet file's place. */
export async function findChanges(
  engine: Engine,
  before: readonly ImportManifest[],
  after: readonly ImportManifest[],
  pathOf: (file: string) => string,
): Promise<RestageChanges> {
  const filesOf = (manifests: readonly ImportManifest[], dataset: string): string[] =>
    manifests.flatMap((manifest) => manifest.files[dataset] ?? []).map(pathOf);
  const names = [...new Set([...before, ...after].flatMap((manifest) => Object.keys(manifest.files)))].sort();
  const datasets: DatasetChange[] = [];
  for (const dataset of names) {
    const change = await compareRows(engine, filesOf(before, dataset), filesOf(after, dataset));
    if (change.different > 0) datasets.push({ dataset, ...change });
  }
  const [old, now] = [sheetsOf(before), sheetsOf(after)];
  const [held, nowHeld] = [heldOf(before), heldOf(after)];
  return {
    datasets,
    newSheets: missingFrom(old, now),
    lostSheets: missingFrom(now, old),
    newColumns: columnsMissingFrom(old, now),
    lostColumns: columnsMissingFrom(now, old),
    newlyHeld: [...nowHeld].filter((id) => !held.has(id)),
    released: [...held].filter((id) => !nowHeld.has(id)),
    batches: after.filter((manifest, index) => !isSame(manifest, before[index]!)).map(({ id }) => id),
  };
}

export const isUnchanged = ({ datasets, batches }: RestageChanges): boolean => datasets.length === 0 && batches.length === 0;

interface Sheet extends SheetChange {
  readonly source: ReceivedSource;
}

/** By batch and number; of bytes that came again only the first receipt. */
const sheetsOf = (manifests: readonly ImportManifest[]): Map<string, Sheet> =>
  new Map(
    manifests.flatMap(({ id, sources }) =>
      sources
        .filter((source) => source.same_as === null)
        .map((source) => {
          const { file, sheet, dataset } = source;
          return [`${id}-${source.source}-${dataset}`, { batch: id, file, sheet, dataset, source }];
        }),
    ),
  );

const missingFrom = (one: ReadonlyMap<string, Sheet>, other: ReadonlyMap<string, Sheet>): SheetChange[] =>
  [...other].filter(([key]) => !one.has(key)).map(([, { source: _, ...sheet }]) => sheet);

const columnsMissingFrom = (one: ReadonlyMap<string, Sheet>, other: ReadonlyMap<string, Sheet>): ColumnChange[] =>
  [...other].flatMap(([key, { source, ...sheet }]) => {
    const known = one.get(key)?.source.columns;
    if (!known) return [];
    return Object.entries(source.columns)
      .filter(([column]) => !(column in known))
      .map(([column, title]) => ({ ...sheet, column, title }));
  });

const heldOf = (manifests: readonly ImportManifest[]): Set<string> =>
  new Set(manifests.flatMap(({ submissions }) => submissions.filter(({ held }) => held !== null).map(({ id }) => id)));

/** Where the rows lie, and in which order things are listed, means nothing. */
function isSame(one: ImportManifest, other: ImportManifest): boolean {
  return isDeepStrictEqual(meaningOf(one), meaningOf(other));
}

function meaningOf(manifest: ImportManifest): object {
  return {
    ...manifest,
    files: Object.keys(manifest.files).sort(),
    sources: [...manifest.sources].sort((a, b) => a.source - b.source),
    refusals: manifest.refusals.map((refusal) => JSON.stringify([refusal.file, refusal.sheet, refusal.kind, refusal.reason])).sort(),
    submissions: manifest.submissions.map((submission) => ({
      ...submission,
      content: submission.content.map(({ batch, source }) => `${batch}-${source}`).sort(),
    })),
  };
}

async function compareRows(engine: Engine, before: readonly string[], after: readonly string[]): Promise<Omit<DatasetChange, 'dataset'>> {
  const [old, now] = [await relationOf(engine, before), await relationOf(engine, after)];
  const count = async (files: readonly string[], sql: string): Promise<number> =>
    files.length === 0 ? 0 : Number((await engine.rows(`select count(*) as n from ${sql}`))[0]?.n);
  const rows = { before: await count(before, old.sql), after: await count(after, now.sql) };
  if (before.length === 0 || after.length === 0) return { ...rows, different: rows.before + rows.after };
  const columns = old.columns.filter((column) => now.columns.includes(column)).map(identifier);
  if (columns.length < Math.max(old.columns.length, now.columns.length)) return { ...rows, different: Math.max(rows.before, rows.after) };
  const content = (sql: string): string => `(select load_batch, source, hash(${columns.join(', ')}) as content from ${sql})`;
  const [sum] = await engine.rows(`with
    old_rows as (select load_batch, source, content, count(*) as n from ${content(old.sql)} group by all),
    new_rows as (select load_batch, source, content, count(*) as n from ${content(now.sql)} group by all)
    select coalesce(sum(greatest(coalesce(o.n, 0) - coalesce(w.n, 0), 0)), 0) as gone,
        coalesce(sum(greatest(coalesce(w.n, 0) - coalesce(o.n, 0), 0)), 0) as added
    from old_rows o full join new_rows w on w.load_batch = o.load_batch and w.source = o.source and w.content = o.content`);
  return { ...rows, different: Math.max(Number(sum?.gone), Number(sum?.added)) };
}

async function relationOf(engine: Engine, files: readonly string[]): Promise<{ sql: string; columns: string[] }> {
  if (files.length === 0) return { sql: '', columns: [] };
  const sql = `read_parquet(${listLiteral(files)}, union_by_name = true)`;
  const columns = await engine.rows(`select column_name from (describe select * from ${sql})`);
  return { sql, columns: columns.map((row) => String(row.column_name)).sort() };
}
