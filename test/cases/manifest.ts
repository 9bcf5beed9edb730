import type { ImportManifest } from '../../src/lake/manifest.ts';
import type { Sheets } from './sheets.ts';
import type { Specification } from './specification.ts';

/** The receipt that brought the case's pupils: one sheet, and one submission for each school. */
export function manifestOf(spec: Specification, sheets: Sheets): ImportManifest {
  const rows = sheets.rowsOf(spec, 'students');
  const schools = [...new Set(rows.map(({ cells }) => String(cells.school_code)))];
  return {
    kind: 'import',
    id: '000001',
    received_at: `${spec.as_of} 08:00:00`,
    data_date_option: null,
    day_of_receipt: spec.as_of,
    staging_version: 1,
    sources: [
      {
        source: 1,
        file: 'students.xlsx',
        sheet: '',
        dataset: 'students',
        sha256: '',
        format: 'xlsx',
        encoding: null,
        data_date: spec.as_of,
        is_data_date_stated: true,
        header_rows: [1, 1],
        columns: Object.fromEntries(sheets.columnsOf(spec, 'students').map((name) => [name, name])),
        column_index: {},
        stated_columns: [],
        days: null,
        unknown_titles: [],
        learned: '',
        notes: [],
        read: rows.length,
        loaded: rows.length,
        skipped: {},
        rejected: {},
        issues: [],
        same_as: null,
        place: null,
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
