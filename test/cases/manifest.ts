import type { ImportManifest } from '../../src/lake/manifest.ts';
import type { Specification } from './specification.ts';
import type { SheetRow } from './staged-table.ts';
import type { Tables } from './table-rows.ts';

/** The receipt that brought the case's pupils: one sheet, and one submission for each school. */
export function manifestOf(
  spec: Specification,
  tables: Tables,
  columnsOf: (spec: Specification, dataset: string, rows: readonly SheetRow[]) => readonly string[],
): ImportManifest {
  const rows = tables.get('students') ?? [];
  const columns = Object.fromEntries(columnsOf(spec, 'students', rows).map((name) => [name, name]));
  const schools = [...new Set(rows.map(({ cells }) => String(cells.school_code)))];
  const noCounts = { unknown_titles: [], notes: [], read: rows.length, loaded: rows.length, skipped: {}, rejected: {}, issues: [], same_as: null };
  return {
    kind: 'import',
    id: '000001',
    received_at: `${spec.as_of} 08:00:00`,
    staging_version: 1,
    sources: [
      {
        source: 1,
        file: 'students.xlsx',
        sheet: '',
        dataset: 'students',
        sha256: '',
        data_date: spec.as_of,
        is_data_date_stated: true,
        columns,
        ...noCounts,
      },
    ],
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
