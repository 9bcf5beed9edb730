import { describe, expect, it } from 'vitest';
import { codeLists } from '../../src/datasets/codes.ts';
import { datasets } from '../../src/datasets/dictionary.ts';

describe.each([...datasets.values()])('$id', (dataset) => {
  const names = dataset.columns.map((column) => column.name);

  it('names each column once, in snake case, with a title', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const column of dataset.columns) {
      expect(column.name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(column.titles[0], column.name).toBeTruthy();
    }
  });

  it('gives no two columns the same title', () => {
    const titles = dataset.columns.flatMap((column) => column.titles);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('has the columns of its key', () => {
    const missing = dataset.key.flatMap((part) => part.split('|')).filter((name) => !names.includes(name));
    expect(missing).toEqual([]);
  });

  it('takes codes from lists that exist', () => {
    const lists = dataset.columns.filter((column) => column.type.startsWith('code:')).map((column) => column.type.slice('code:'.length));
    expect(lists.filter((list) => !codeLists.has(list))).toEqual([]);
  });

  it('lets nobody see an identity number', () => {
    const numbers = dataset.columns.filter((column) => /(^|_)id_number$/.test(column.name));
    expect(numbers.every((column) => column.level === 'sensitive')).toBe(true);
  });
});

describe('code lists', () => {
  it.each([...codeLists.values()])('$id: every code and label once', (list) => {
    for (const values of [list.items.map((item) => item.code), list.items.map((item) => item.label)]) {
      expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
    }
  });

  it('say who is on roll and who attends: a dropout and a missing child stay on roll', () => {
    const statuses = new Map(codeLists.get('student_status')!.items.map((item) => [item.label, item.flags]));
    expect(['在读', '休学', '流失', '疑似辍学', '下落不明'].map((label) => statuses.get(label)?.active)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['毕业', '转学（转出）', '死亡', '注销', '其他离校'].map((label) => statuses.get(label)?.active)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([...statuses].filter(([, flags]) => flags.attending === true).map(([label]) => label)).toEqual(['在读', '复学', '其他']);
  });
});

describe('columns that staging adds', () => {
  const added = [
    'record_key',
    'source',
    'source_file',
    'source_sheet',
    'source_row',
    'data_date',
    'load_batch',
    'submission',
    'submission_date',
  ];
  const derived = [
    'registry_key',
    'id_key',
    'id_state',
    'id_fault',
    'name_key',
    'name_normalised',
    'grade_kind',
    'grade_value',
    'class_label',
    'unparsed',
  ];

  it('are named like no column of a dataset', () => {
    const names = new Set([...datasets.values()].flatMap((dataset) => dataset.columns.map((column) => column.name)));
    expect([...added, ...derived].filter((name) => names.has(name))).toEqual([]);
  });
});
