import type { ImportManifest } from '../../src/lake/manifest.ts';
import { stagingVersion } from '../../src/staging/stage.ts';
import type { Sheets } from './sheets.ts';
import type { Specification } from './specification.ts';

/** The receipt that brought the case's tables: a sheet each, and one submission for each school. */
export function manifestOf(spec: Specification, sheets: Sheets): ImportManifest {
  const rows = sheets.rowsOf(spec, 'students');
  const schools = [...new Set(rows.map(({ cells }) => String(cells.school_code)))];
  const others = sheets.relationsOf(spec).filter((relation) => relation !== 'students' && relation !== 'students_history');
  return {
    kind: 'import',
    id: '000001',
    received_at: `${spec.as_of} 08:00:00`,
    data_date_option: null,
    day_of_receipt: spec.as_of,
    staging_version: stagingVersion,
    sources: [sourceOf(1, 'students', spec, sheets), ...others.map((relation, index) => sourceOf(index + 2, relation, spec, sheets))],
    refusals: [],
    files: {},
    days: {},
    submissions: schools.map((school_code) => ({
      id: `000001-${school_code}`,
      school_code,
      datasets: ['students'],
      data_date: spec.as_of,
      content: [{ batch: '000001', source: 1 }],
      pupils: rows.length,
      held: null,
      is_unchanged: false,
    })),
  };
}

/** One sheet of the receipt, with the columns that the case gives it. */
function sourceOf(source: number, dataset: string, spec: Specification, sheets: Sheets): ImportManifest['sources'][number] {
  const rows = sheets.rowsOf(spec, dataset).length;
  return {
    source,
    file: `${dataset}.xlsx`,
    sheet: '',
    dataset,
    sha256: '',
    format: 'xlsx',
    encoding: null,
    data_date: spec.as_of,
    is_data_date_stated: true,
    header_rows: [1, 1],
    columns: Object.fromEntries(sheets.columnsOf(spec, dataset).map((name) => [name, name])),
    column_index: {},
    stated_columns: [],
    days: null,
    unknown_titles: [],
    learned: '',
    notes: [],
    read: rows,
    loaded: rows,
    skipped: {},
    rejected: {},
    issues: [],
    same_as: null,
    place: null,
  };
}
