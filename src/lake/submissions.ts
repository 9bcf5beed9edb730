import type { Engine } from '../engine/engine.ts';
import { listLiteral } from '../engine/sql-text.ts';
import type { Content, ReceivedSource, Submission } from './manifest.ts';
import { contentKey } from './selection.ts';

/** A sheet of this receipt as submissions see it: `content` is where its rows are. */
export interface SubmittedSheet {
  readonly source: ReceivedSource;
  readonly content: Content;
}

interface SchoolRows {
  readonly schoolCode: string;
  readonly content: Content;
  readonly pupils: number;
  readonly classes: readonly string[];
}

/**
 * Makes the submissions of a receipt: all files of a school in one drop are one, dated by the latest of them; where two files of a dataset
 * hold the same class with different stated dates they are two, in the order of the dates.
 * `filesOf` gives the Parquet files that hold a dataset's rows.
 */
export async function makeSubmissions(
  engine: Engine,
  batch: string,
  sheets: readonly SubmittedSheet[],
  filesOf: (dataset: string, batches: ReadonlySet<string>) => string[],
): Promise<Submission[]> {
  const rows: SchoolRows[] = [];
  for (const dataset of new Set(sheets.map((sheet) => sheet.source.dataset))) {
    const own = sheets.filter((sheet) => sheet.source.dataset === dataset);
    rows.push(...(await schoolRows(engine, dataset, own, filesOf(dataset, new Set(own.map((sheet) => sheet.content.batch))))));
  }
  const byContent = new Map(sheets.map((sheet) => [contentKey(sheet.content), sheet]));
  const sheetOf = (content: Content): SubmittedSheet => byContent.get(contentKey(content))!;
  return [...groupBySchool(rows)].flatMap(([schoolCode, own]) =>
    splitByDate(own, sheetOf).map((part, index) => {
      const parts = part.map((row) => sheetOf(row.content).source);
      return {
        id: index === 0 ? `${batch}-${schoolCode}` : `${batch}-${schoolCode}-${index + 1}`,
        school_code: schoolCode,
        datasets: [...new Set(parts.map((source) => source.dataset))],
        data_date: parts
          .map((source) => source.data_date)
          .sort()
          .at(-1)!,
        content: part.map((row) => row.content),
        pupils: part.filter((row) => sheetOf(row.content).source.dataset === 'students').reduce((sum, row) => sum + row.pupils, 0),
        held: null,
        is_unchanged: parts.every((source) => source.same_as !== null),
      };
    }),
  );
}

/** In the order of the codes. */
function groupBySchool(rows: readonly SchoolRows[]): Map<string, SchoolRows[]> {
  const groups = new Map([...new Set(rows.map((row) => row.schoolCode))].sort().map((code) => [code, [] as SchoolRows[]]));
  for (const row of rows) groups.get(row.schoolCode)!.push(row);
  return groups;
}

async function schoolRows(
  engine: Engine,
  dataset: string,
  sheets: readonly SubmittedSheet[],
  files: readonly string[],
): Promise<SchoolRows[]> {
  if (files.length === 0) return [];
  const hasClasses = dataset === 'students' || dataset === 'classes' || dataset === 'roster' || dataset === 'registrations';
  const classes = hasClasses
    ? `list(distinct coalesce(grade_kind || grade_value::varchar, '') || '|' || coalesce(class_label, ''))`
    : '[]::varchar[]';
  const rows = await engine.rows(`select school_code, load_batch as batch, source, count(*) as pupils, ${classes} as classes
    from read_parquet(${listLiteral(files)}) where school_code is not null group by school_code, load_batch, source
    order by school_code, load_batch, source`);
  const wanted = new Set(sheets.map((sheet) => contentKey(sheet.content)));
  return rows
    .map((row) => ({
      schoolCode: String(row.school_code),
      content: { batch: String(row.batch), source: Number(row.source) },
      pupils: Number(row.pupils),
      classes: row.classes as string[],
    }))
    .filter((row) => wanted.has(contentKey(row.content)));
}

/** Oldest first. One part unless some class came twice with different stated dates. */
function splitByDate(rows: readonly SchoolRows[], sheetOf: (content: Content) => SubmittedSheet): SchoolRows[][] {
  const datesOfClass = new Map<string, Set<string>>();
  for (const row of rows) {
    const { source } = sheetOf(row.content);
    if (!source.is_data_date_stated) continue;
    for (const name of row.classes) {
      const key = `${source.dataset}|${name}`;
      datesOfClass.set(key, (datesOfClass.get(key) ?? new Set()).add(source.data_date));
    }
  }
  if ([...datesOfClass.values()].every((dates) => dates.size === 1)) return [[...rows]];
  const dateOf = (row: SchoolRows): string => sheetOf(row.content).source.data_date;
  return [...new Set(rows.map(dateOf))].sort().map((date) => rows.filter((row) => dateOf(row) === date));
}
