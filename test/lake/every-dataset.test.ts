import { describe, expect, it } from 'vitest';
import { codeListOf } from '../../src/datasets/codes.ts';
import type { Column } from '../../src/datasets/column.ts';
import { datasets } from '../../src/datasets/dictionary.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { ManifestLog } from '../../src/lake/manifest.ts';
import { LakeViews } from '../../src/lake/views.ts';
import { prepareStaging } from '../../src/staging/stage.ts';
import { csv, eachDrop, idOf } from './drop.ts';

// A dataset needs a declaration and nothing else: each is imported from its official titles and read back through its view.

const drop = eachDrop();

function cell(column: Column): string {
  if (column.name === 'school_code' || column.name.endsWith('_school_code')) return '2230100001';
  if (column.name.endsWith('id_number')) return idOf(1);
  if (column.type.startsWith('code:')) return codeListOf(column.type.slice('code:'.length)).items[0]!.label;
  switch (column.type) {
    case 'date':
      return '2026年9月1日';
    case 'datetime':
      return '2026-09-01 08:30';
    case 'yearmonth':
      return '2026.09';
    case 'integer':
      return '12';
    case 'decimal':
      return '1.5';
    case 'boolean':
      return '是';
    default:
      return column.name === 'grade' ? '三年级' : column.name === 'class_name' ? '1班' : '某';
  }
}

const expected = {
  date: '2026-09-01',
  datetime: '2026-09-01 08:30:00',
  yearmonth: '2026-09',
  integer: 12,
  decimal: 1.5,
  boolean: true,
} as const;

describe('every dataset', () => {
  it.each([...datasets.values()])('$id', async (dataset) => {
    // calendar's scope is a school code or blank
    const columns = dataset.columns.filter((column) => column.name !== 'scope');
    const file = `${dataset.title}.csv`.replaceAll('、', '');
    drop().put(
      file,
      csv(
        columns.map((column) => column.titles[0]!),
        columns.map(cell),
      ),
    );
    const manifest = await drop().import();
    expect(manifest?.sources.map((source) => [source.dataset, source.loaded, source.unknown_titles, source.issues])).toEqual([
      [dataset.id, 1, [], []],
    ]);

    const engine = await DuckDbEngine.open();
    await prepareStaging(engine);
    const views = new LakeViews(engine, drop().workspace.path('lake'), new ManifestLog(drop().workspace.path('lake')).read(), {
      asOf: '2026-11-16',
      knownAt: null,
    });
    await views.create([dataset.id]);
    const [row] = await engine.rows(`select * from ${dataset.id}`);
    engine.close();
    for (const column of columns) {
      if (column.type === 'text') continue;
      const value = column.type.startsWith('code:')
        ? codeListOf(column.type.slice('code:'.length)).items[0]!.code
        : expected[column.type as keyof typeof expected];
      expect(row?.[column.name], column.name).toBe(value);
    }
  });
});
