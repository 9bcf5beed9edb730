import { join } from 'node:path';
import type { Engine, Row } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { listLiteral } from '../engine/sql-text.ts';
import { readQuery, reportsFolder } from '../reports/folder.ts';
import { actionMeanings, actionWords, type ReplyAction } from './reply-words.ts';

/** The deliverable's folder in reports/. */
export const packageReport = 'school-package';

const folder = join(reportsFolder, packageReport);

/** Queries of the workbook and of the letter. What they return of one school has its `school_code`; a query without that column is the same for all. */
const queries = {
  facts: 'facts.sql',
  items: 'items.sql',
  actions: 'actions.sql',
  guide: 'guide.sql',
  severities: 'severities.sql',
  problems: 'problems.sql',
  unchecked: 'unchecked.sql',
} as const;

type QueryName = keyof typeof queries;

/** Everything that one school's package says, and nothing of any other school. */
export interface PackageData {
  readonly schoolCode: string;
  readonly rows: Readonly<Record<QueryName, readonly Row[]>>;
}

/** What the bureau says of itself in letters. */
export interface Bureau {
  readonly contact: string;
  readonly telephone: string;
  /** Head of the access log, which everything that leaves prints. */
  readonly logHead: string;
}

/** Makes what the queries read beside the run's relations: `bureau` and `reply_words`. */
export async function createPackageContext(engine: Engine, { contact, telephone, logHead }: Bureau): Promise<void> {
  await createTableFromRows(engine, 'bureau', { contact: 'varchar', telephone: 'varchar', log_head: 'varchar' }, [
    { contact, telephone, log_head: logHead },
  ]);
  const words = (Object.keys(actionWords) as ReplyAction[]).map((action, place) => ({
    place,
    action,
    word: actionWords[action],
    meaning: actionMeanings[action],
  }));
  await createTableFromRows(engine, 'reply_words', { place: 'integer', action: 'varchar', word: 'varchar', meaning: 'varchar' }, words);
}

/** The packages of some schools, in the order of `schoolCodes`. The queries run once for all of them. */
export async function packageData(engine: Engine, schoolCodes: readonly string[]): Promise<PackageData[]> {
  const wanted = listLiteral(schoolCodes);
  for (const [batch, relation] of [
    ['batch_schools', 'school_notices'],
    ['batch_items', 'package_items'],
  ]) {
    await engine.run(`create or replace temp table ${batch} as select * from ${relation} where list_contains(${wanted}, school_code)`);
  }
  const found = new Map<QueryName, ReadonlyMap<string | null, readonly Row[]>>();
  for (const name of Object.keys(queries) as QueryName[]) {
    found.set(name, bySchool(await engine.rows(readQuery(folder, queries[name]))));
  }
  return schoolCodes.map((schoolCode) => ({ schoolCode, rows: rowsOf(schoolCode, found) }));
}

function rowsOf(schoolCode: string, found: ReadonlyMap<QueryName, ReadonlyMap<string | null, readonly Row[]>>): PackageData['rows'] {
  const entries = [...found].map(([name, schools]) => [name, schools.get(schoolCode) ?? schools.get(null) ?? []]);
  return Object.fromEntries(entries) as PackageData['rows'];
}

/** Null: rows that are no school's. */
function bySchool(rows: readonly Row[]): ReadonlyMap<string | null, readonly Row[]> {
  const schools = new Map<string | null, Row[]>();
  for (const row of rows) {
    const code = 'school_code' in row ? String(row.school_code) : null;
    const own = schools.get(code);
    if (own) own.push(row);
    else schools.set(code, [row]);
  }
  return schools;
}

/** Answers the workbook's queries with the rows of one school. */
export class SchoolRows {
  readonly #rows: ReadonlyMap<string, readonly Row[]>;

  constructor({ rows }: PackageData) {
    this.#rows = new Map((Object.keys(queries) as QueryName[]).map((name) => [readQuery(folder, queries[name]), rows[name]]));
  }

  /** @throws Error for a query that is none of the package's. */
  async rows(sql: string): Promise<Record<string, unknown>[]> {
    const rows = this.#rows.get(sql);
    if (!rows) throw new Error(`no query of ${packageReport}: ${sql.slice(0, 80)}`);
    return rows.map((row) => ({ ...row }));
  }
}
