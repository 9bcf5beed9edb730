import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAsset } from '../../src/assets.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';

const columns = {
  school_code: 'varchar',
  campus: 'varchar',
  stage: 'varchar',
  grade_no: 'integer',
  class_no: 'integer',
  class_label: 'varchar',
  attending: 'integer',
  own_limit: 'integer',
  exempt_reason: 'varchar',
};

describe('the sizes of classes', () => {
  let engine: DuckDbEngine;
  beforeAll(async () => {
    engine = await DuckDbEngine.open();
    const tables: Record<string, [Record<string, string>, object[]]> = {
      school_overview: [{ school_code: 'varchar', school_name: 'varchar' }, [{ school_code: 'S1', school_name: '甲小学' }]],
      school_facts: [
        { school_code: 'varchar', junior_from: 'integer' },
        [
          { school_code: 'S1', junior_from: 7 },
          { school_code: 'S2', junior_from: 6 },
        ],
      ],
      grade_labels: [{ grade_no: 'integer', label: 'varchar' }, [{ grade_no: 2, label: '二年级' }]],
      class_size_limits: [
        { school_code: 'varchar', max_pupils_primary: 'integer', max_pupils_junior: 'integer' },
        [{ school_code: 'S1', max_pupils_primary: 45, max_pupils_junior: 50 }],
      ],
    };
    for (const [name, [types, rows]] of Object.entries(tables)) await createTableFromRows(engine, name, types, rows);
  });
  afterAll(() => engine.close());

  async function sizeOf(fields: object) {
    const row = { school_code: 'S1', stage: 'primary', grade_no: 2, class_no: 1, class_label: '1', attending: 40, ...fields };
    await createTableFromRows(engine, 'current_classes', columns, [row]);
    return (await engine.rows(readAsset('sql', 'lake', 'class_sizes.sql')))[0];
  }

  it.each([
    [0, 1],
    [45, 1],
    [46, 2],
    [50, 2],
    [51, 3],
    [54, 3],
    [55, 4],
    [56, 5],
    [65, 5],
    [66, 6],
  ])('%i is of band %i', async (attending, band) => {
    expect(await sizeOf({ attending })).toMatchObject({ attending, band });
  });

  it.each([
    ['primary', null, 45, false],
    ['primary', null, 46, true],
    ['junior', null, 50, false],
    ['junior', null, 51, true],
    ['senior', null, 80, false],
    [null, null, 80, false],
    // A class's own number tightens the regulation's, and stands alone where there is none.
    ['primary', 40, 41, true],
    ['primary', 60, 46, true],
    ['senior', 60, 60, false],
    ['senior', 60, 61, true],
  ])('in stage %s with its own limit %s, %i is too many: %s', async (stage, own_limit, attending, is_over) => {
    expect(await sizeOf({ stage, own_limit, attending })).toMatchObject({ is_over });
  });

  it('are held against nothing where the regulation gives no number', async () => {
    expect(await sizeOf({ school_code: 'S2', attending: 80 })).toMatchObject({ pack_limit: null, is_over: false, school_name: 'S2' });
  });

  it.each([
    ['S1', 1, true],
    ['S1', 2, false],
    ['S1', 6, false],
    ['S1', 7, true],
    ['S1', 10, true],
    // 五四制: junior school begins with grade 6.
    ['S2', 6, true],
    ['S2', 7, false],
    ['S1', null, false],
  ])('at %s, grade %s is an entry grade: %s', async (school_code, grade_no, is_entry_grade) => {
    expect(await sizeOf({ school_code, grade_no })).toMatchObject({ is_entry_grade });
  });

  it.each([
    [{}, '二年级', '1班'],
    [{ class_no: null, class_label: '火箭' }, '二年级', '火箭班'],
    [{ class_no: null, class_label: '实验班' }, '二年级', '实验班'],
    [{ class_no: null, class_label: null, grade_no: null }, '', ''],
  ])('name a class of %j', async (fields, grade_label, class_label) => {
    expect(await sizeOf(fields)).toMatchObject({ grade_label, class_label });
  });
});
