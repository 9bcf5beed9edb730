import { describe, expect, it } from 'vitest';
import { datasetOf } from '../../src/datasets/dictionary.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { prepareStaging } from '../../src/staging/stage.ts';
import { staged } from './staged.ts';

const title = (name: string): string => datasetOf('students').columns.find((column) => column.name === name)!.titles[0]!;

/** What staging says of pupils whose sheet has these columns beside code, number, name and grade; one pupil for each list of cells. */
async function gapsOf(columns: readonly string[], ...pupils: readonly (readonly string[])[]) {
  const header = ['学校标识码', '学籍号', '姓名', '年级', ...columns.map(title)];
  const rows = pupils.map((cells, n) => ['2230100001', `G11010520180901${String(n).padStart(4, '0')}`, '王芳', '三年级', ...cells]);
  const { rows: found } = await staged([{ dataset: 'students', rows: [header, ...rows] }]);
  return found.map(({ required_gaps, advised_gaps, is_second_member_blank }) => [required_gaps, advised_gaps, is_second_member_blank]);
}

describe('required items', () => {
  it('are those that the form of 37 items marks', async () => {
    const engine = await DuckDbEngine.open();
    await prepareStaging(engine);
    const rows = await engine.rows('select item, title, mark, is_second_member from required_items order by item');
    engine.close();
    const items = (mark: string): number[] => rows.filter((row) => row.mark === mark).map((row) => Number(row.item));
    expect(items('mandatory')).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 12, 13, 15, 16, 17, 18, 19, 20, 22, 23, 25, 26, 27, 28, 29, 31, 32, 34]);
    expect(items('advised')).toEqual([10, 11, 35]);
    expect(items('conditional')).toEqual([36, 37]);
    expect(rows.filter((row) => row.is_second_member).map((row) => row.item)).toEqual([27, 28, 29, 31, 32, 34, 35]);
    expect(rows.every((row) => row.title === title(columnOf(Number(row.item))))).toBe(true);
  });

  it('are missing where the sheet has a column and the cell is blank, in the order of the dictionary', async () => {
    expect(await gapsOf(['ethnicity', 'sex', 'current_address'], ['', '', ''], ['汉族', '女', '县城'], ['　', '女', ' '])).toEqual([
      ['sex,ethnicity', 'current_address', false],
      [null, null, false],
      ['ethnicity', 'current_address', false],
    ]);
  });

  it('are not missing where the cell cannot be read', async () => {
    const columns = ['ethnicity', 'birth_date', 'is_boarder'];
    expect(await gapsOf(columns, ['某族', '2018年秋', '也许'], ['', '', ''])).toEqual([
      [null, null, false],
      ['birth_date,ethnicity,is_boarder', null, false],
    ]);
  });

  it('that only the disabled have are asked of them', async () => {
    expect(await gapsOf(['is_disabled', 'disability_type'], ['是', ''], ['否', ''], ['', ''], ['是', '听力残疾'])).toEqual([
      ['disability_type', null, false],
      [null, null, false],
      ['is_disabled', null, false],
      [null, null, false],
    ]);
  });

  it('of the second member are wholly blank or not', async () => {
    const columns = ['guardian2_name', 'guardian2_relation', 'guardian2_is_guardian', 'guardian2_employer', 'guardian2_phone'];
    const gaps = await gapsOf(columns, ['', '', '', '', ''], ['无', '/', '否', '', ''], ['', '', '是', '', ''], ['', '', '', '县医院', '']);
    expect(gaps).toEqual([
      ['guardian2_name,guardian2_relation,guardian2_is_guardian', 'guardian2_phone', true],
      [null, 'guardian2_phone', true],
      ['guardian2_name,guardian2_relation', 'guardian2_phone', false],
      ['guardian2_name,guardian2_relation,guardian2_is_guardian', 'guardian2_phone', false],
    ]);
  });

  it('stated once for a whole sheet are not asked of its rows', async () => {
    const { rows } = await staged([
      {
        dataset: 'students',
        rows: [
          ['学校标识码', '学籍号', '姓名'],
          ['2230100001', 'G110105201809010021', '王芳'],
        ],
        given: { grade: '三年级', className: '1班' },
      },
    ]);
    expect(rows).toMatchObject([{ required_gaps: null, class_label: '1' }]);
  });
});

const columnOf = (item: number): string => datasetOf('students').columns.find(({ form37 }) => form37 === item)!.name;
