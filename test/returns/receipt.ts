import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';
import { literal } from '../../src/engine/sql-text.ts';
import type { ImportManifest, ReceivedSource, Submission } from '../../src/lake/manifest.ts';
import { ManifestLog } from '../../src/lake/manifest.ts';
import { writeImportPapers } from '../../src/returns/papers.ts';
import { stagingVersion } from '../../src/staging/stage.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { newFolder } from '../reports/opened.ts';

type Issue = ReceivedSource['issues'][number];

/** A sheet of pupils that was loaded without a word. */
export const source = (number: number, file: string, fields: Partial<ReceivedSource> = {}): ReceivedSource => ({
  source: number,
  file,
  sheet: '',
  dataset: 'students',
  sha256: `hash-${number}`,
  format: 'csv',
  encoding: 'UTF-8',
  data_date: '2026-11-16',
  is_data_date_stated: true,
  header_rows: [1, 1],
  columns: { school_code: '学校标识码', name: '姓名', id_number: '身份证件号' },
  column_index: { school_code: 1, name: 3, id_number: 5 },
  stated_columns: [],
  days: null,
  unknown_titles: [],
  learned: '',
  notes: [],
  read: 10,
  loaded: 9,
  skipped: { 表头行: 1 },
  rejected: {},
  issues: [],
  same_as: null,
  place: null,
  ...fields,
});

export const issue = (fields: Partial<Issue> = {}): Issue => ({
  school_code: null,
  kind: '拒收的行',
  row: 5,
  rows: 1,
  row_numbers: [5],
  column: null,
  reason: '姓名、学籍号、身份证件号都是空的',
  ...fields,
});

export const submission = (school: string, fields: Partial<Submission> = {}): Submission => ({
  id: `000001-${school}`,
  school_code: school,
  datasets: ['students'],
  data_date: '2026-11-16',
  content: [],
  pupils: 9,
  held: null,
  is_unchanged: false,
  ...fields,
});

/** Rows of a source that belong to a school, as they are in the lake. */
export interface Loaded {
  readonly source: number;
  readonly school: string;
  readonly name: string | null;
}

/** A workspace whose lake holds one import, and the papers of that import. */
export async function papersOf(folder: string, fields: Partial<ImportManifest>, loaded: readonly Loaded[] = []) {
  const workspace = Workspace.create(join(folder, 'workspace'), '230123', '依兰县', 'heilongjiang-2020');
  const file = 'students/000001-test/part-1.parquet';
  await writeStudents(workspace.path('lake', file), loaded);
  const manifest: ImportManifest = {
    kind: 'import',
    id: '000001',
    received_at: '2026-11-16 08:00:00',
    data_date_option: null,
    day_of_receipt: null,
    staging_version: stagingVersion,
    sources: [],
    refusals: [],
    files: { students: [file] },
    days: {},
    submissions: [],
    ...fields,
  };
  new ManifestLog(workspace.path('lake')).commit(manifest);
  const write = () => writeImportPapers(workspace, manifest, '2026-11-16 08:00:00');
  return { workspace, write, papers: await write() };
}

async function writeStudents(path: string, loaded: readonly Loaded[]): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const engine = await DuckDbEngine.open();
  await createTableFromRows(
    engine,
    'rows',
    { load_batch: 'varchar', source: 'integer', school_code: 'varchar', school_name: 'varchar' },
    loaded.map(({ source, school, name }) => ({ load_batch: '000001', source, school_code: school, school_name: name })),
  );
  await engine.run(`copy rows to ${literal(path)} (format parquet)`);
  engine.close();
}

export const one = '2230100001';
export const other = '2230100002';
export const loaded: Loaded[] = [
  { source: 1, school: one, name: '依兰县第一小学' },
  { source: 2, school: one, name: '依兰县第一小学' },
  { source: 2, school: other, name: '依兰县第二小学' },
];

export const ownFile = source(1, '一小学生.csv', {
  unknown_titles: ['家长微信', "=cmd|'/c calc'!A1"],
  read: 20,
  loaded: 14,
  skipped: { 表头行: 1, 同一次报送中的重复行: 3 },
  rejected: { '姓名、学籍号、身份证件号都是空的': 2 },
  issues: [
    issue({ school_code: one, kind: '认不出的值', column: '性别', row: 9, rows: 1, row_numbers: [9], reason: '写法认不出' }),
    issue({
      school_code: one,
      kind: '以数值存的号码',
      column: '身份证件号',
      rows: 3,
      row_numbers: [2, 3, 4],
      reason: '以数值存放，末几位已不可恢复；请把该列设为文本后重新导出',
    }),
    issue({ school_code: one, rows: 2, row_numbers: [7, 12] }),
  ],
});

export const countyFile = source(2, '全县考勤.xlsx', {
  sheet: '11月',
  dataset: 'absences',
  unknown_titles: ['县里的列'],
  rejected: { '姓名、学籍号、身份证件号都是空的': 4 },
  issues: [
    issue({ school_code: one, row: 88, row_numbers: [88] }),
    issue({ school_code: other, rows: 2, row_numbers: [90, 91] }),
    issue({ row: 99, row_numbers: [99] }),
  ],
});

/** The papers of a drop of these two schools. */
export const papers = async (fields: Partial<ImportManifest>, rows: readonly Loaded[] = loaded) =>
  papersOf(await newFolder(), fields, rows);
