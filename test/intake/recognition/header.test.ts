import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/datasets/dataset.ts';
import { datasets } from '../../../src/datasets/dictionary.ts';
import type { HeadRow } from '../../../src/intake/canonical/head.ts';
import { type Recognition, recogniseSheet } from '../../../src/intake/recognition/header.ts';
import { dictionaryTitles } from '../../../src/intake/recognition/title-index.ts';

type Line = string | readonly (string | null)[];
const rowsOf = (...lines: Line[]): HeadRow[] =>
  lines.map((line, index) => ({ row: index + 1, cells: (typeof line === 'string' ? line.split(',') : line).map((cell) => cell || null) }));
const recognise = (lines: Line[], file = '数据.xlsx', sheet = 'Sheet1') => recogniseSheet(rowsOf(...lines), { file, sheet });

function recognised(result: Recognition) {
  if (result.kind !== 'recognised') throw new Error(`not recognised: ${result.reason}`);
  return result;
}
const datasetOf = (titles: readonly string[], file?: string) => {
  const result = recognise([titles], file);
  return result.kind === 'recognised' ? result.dataset : result.kind;
};
const namesOf = (result: Recognition) => recognised(result).columns.map(({ name }) => name);
const official = (dataset: Dataset) => dataset.columns.map(({ titles }) => titles[0] ?? '');

describe.each([...datasets.values()])('$title', (dataset) => {
  test('by all its official titles, each its own column', () => {
    const result = recognised(recognise([official(dataset)]));
    expect(result.dataset).toBe(dataset.id);
    expect(result.columns).toEqual(dataset.columns.map(({ name, titles }, index) => ({ index: index + 1, name, title: titles[0] })));
    expect(result).toMatchObject({ form: 'plain', unknown: [], duplicated: [], missingRequired: [], headerFirstRow: 1, headerLastRow: 1 });
  });

  test('by its required columns and the three that fewest other tables have', () => {
    const known = (title = '') => dictionaryTitles.datasetsKnowing(title);
    const rest = dataset.columns.filter(({ required }) => !required).sort((a, b) => known(a.titles[0]) - known(b.titles[0]));
    const columns = [...dataset.columns.filter(({ required }) => required), ...rest.slice(0, 3)];
    expect(datasetOf(columns.map(({ titles }) => titles[0] ?? ''))).toBe(dataset.id);
  });

  test('by every set of aliases', () => {
    for (let alias = 1; alias < 12; alias++) {
      expect(datasetOf(dataset.columns.map(({ titles }) => titles[Math.min(alias, titles.length - 1)] ?? ''))).toBe(dataset.id);
    }
  });

  test('by titles that are decorated', () => {
    const decorated = official(dataset).map((title, index) => (index % 2 ? `★ ${title} ：` : `${title}\n（必填）*`));
    expect(datasetOf(decorated)).toBe(dataset.id);
  });

  test('whatever the order of its columns', () => {
    expect(datasetOf(official(dataset).reverse())).toBe(dataset.id);
  });
});

describe('tables with few columns', () => {
  test.each([
    ['XXBSM,XXMC,NJ,BJ,XM,XB,SFZJH,XJH', 'students'],
    ['学校标识码,年级,班级,学籍号,姓名', 'students'],
    ['学校,年级,班级,姓名,日期,状态', 'absences'],
    ['学校标识码,学籍号,姓名,缺勤日期,缺勤类型,缺勤原因', 'absences'],
    ['班级,姓名,请假类型,请假开始日期,请假结束日期', 'leaves'],
    ['学校标识码,姓名,联系时间,联系结果', 'contacts'],
    ['学校标识码,学校名称,办学类型,城乡类型', 'schools'],
    ['姓名,性别,民族,出生日期,公民身份号码,户籍地址', 'persons'],
    ['日期,是否教学日,是否工作日', 'calendar'],
    ['学校标识码,姓名,年级,班级,学籍号,异动类别,申请日期', 'status_changes'],
  ])('%s is %s', (titles, dataset) => expect(datasetOf(titles.split(','))).toBe(dataset));

  test('names of file and sheet decide between tables that the titles do not tell apart', () => {
    // A roll call without its own columns is a list of pupils; 类别 alone may be a dropout's or a penalty's.
    const list = '学校标识码,年级,班级,学籍号,姓名,性别'.split(',');
    expect(datasetOf(list)).toBe('students');
    expect(datasetOf(list, '10月进班点名.xlsx')).toBe('roster');
    expect(recognised(recognise([list], 'a.xlsx', '点名')).dataset).toBe('roster');
    const kinds = '学校标识码,姓名,类别,学校名称'.split(',');
    expect(datasetOf(kinds)).toBe('unrecognised');
    expect(datasetOf(kinds, '奖惩.csv')).toBe('discipline');
    expect(datasetOf(kinds, '辍学台账.csv')).toBe('dropouts');
    expect(datasetOf(kinds, '2230100001_DISC_20261016.csv')).toBe('discipline');
  });

  test.each(['学校标识码,学校名称,姓名,贫困等级', '姓名,家长电话,学校', '姓名,学校名称', '序号,物品,数量', '序号,姓名,家长电话,班主任'])(
    '%s is none of ours',
    (titles) => expect(datasetOf(titles.split(','), '第一学校贫困生.xlsx')).toBe('unrecognised'),
  );

  test.each(['序号', '班主任', '家长电话', '乡镇'])('%s makes no other table of a list of pupils', (title) =>
    expect(datasetOf([title, '学校标识码', '年级', '班级', '学籍号', '姓名', '民族', '身份证号'])).toBe('students'),
  );

  test('a word in the file name makes nothing else of a list of pupils', () => {
    expect(datasetOf('学校标识码,年级,班级,姓名'.split(','), '第一学校各班级名单.xlsx')).toBe('students');
    expect(datasetOf('学校标识码,学校名称,年级,姓名'.split(','), '学校.xlsx')).toBe('students');
  });

  test('what is nearest and what is missing is said', () => {
    expect(recognise(['年级,姓名,请假开始日期,事由'])).toMatchObject({
      kind: 'unrecognised',
      nearest: 'leaves',
      reason: expect.stringMatching(/第1行A–D列的列名是“年级、姓名、请假开始日期、事由”.*《请假》.*“结束日期”/),
    });
  });

  test('many titles make up for a required one; the school code is never missing', () => {
    const result = recognised(recognise(['学校名称,班级,学籍号,姓名,性别,出生日期,身份证件号,民族']));
    expect(result).toMatchObject({ dataset: 'students', missingRequired: ['grade'] });
  });

  test('unknown and repeated titles are listed', () => {
    const result = recognised(recognise(['学校标识码,姓名,考勤日期,日期,考勤状态,天气']));
    expect(result.unknown).toEqual([{ index: 6, title: '天气' }]);
    expect(result.duplicated).toEqual([{ index: 4, title: '日期', name: 'date' }]);
  });
});

describe('where the header is', () => {
  const titles = '学校标识码,年级,班级,学籍号,姓名';
  const blank: Line = [null, null];

  test('below titles and blank rows', () => {
    const result = recognised(
      recognise(['第一小学学生名册', blank, '学校：第一小学,,填报时间：2026年10月16日', titles, '2230100001,三年级,1班,,张三']),
    );
    expect(result).toMatchObject({ headerFirstRow: 4, headerLastRow: 4, stated: { unit: '第一小学', reportedOn: '2026-10-16' } });
  });

  test.each([
    [13, 'recognised'],
    [14, 'recognised'],
    [15, 'unrecognised'],
  ])('after %i rows with content: %s', (before, kind) => {
    const lines = Array.from({ length: before }, (_, index) => `说明${index}`);
    expect(recognise([...lines, blank, titles]).kind).toBe(kind);
  });

  test('the first of two equal rows, for pages repeat it', () => {
    expect(recognised(recognise([titles, '2230100001,三年级,1班,,张三', titles])).headerFirstRow).toBe(1);
  });

  test('titles that were merged over two rows count', () => {
    const result = recognised(
      recognise([['姓名', '年级', '班级', '家长'], [null, null, null, '家长姓名', '家长电话'], '张三,三年级,1班,张父,13900000000']),
    );
    expect(result).toMatchObject({ headerFirstRow: 1, headerLastRow: 2 });
    expect(result.columns.map(({ name }) => name)).toEqual(['name', 'grade', 'class_name', 'guardian1_name', 'guardian1_phone']);
  });

  test('no header, no content', () => {
    expect(recognise(['甲,乙', '1,2'])).toMatchObject({ kind: 'unrecognised', nearest: null, reason: expect.stringContaining('“甲、乙”') });
    expect(recognise([blank, ['', ' ']])).toMatchObject({ kind: 'empty' });
    expect(recogniseSheet([], { file: 'a.xlsx', sheet: '三班' })).toMatchObject({ kind: 'empty', reason: expect.stringContaining('三班') });
  });
});

describe('guardians in lists of pupils', () => {
  test('a title that comes again is the first guardian’s, then the second’s', () => {
    expect(namesOf(recognise(['年级,姓名,民族,姓名,关系,民族,联系电话,姓名,关系,民族,联系电话']))).toEqual([
      'grade',
      'name',
      'ethnicity',
      'guardian1_name',
      'guardian1_relation',
      'guardian1_ethnicity',
      'guardian1_phone',
      'guardian2_name',
      'guardian2_relation',
      'guardian2_ethnicity',
      'guardian2_phone',
    ]);
  });

  test('a fourth one is nobody’s', () => {
    expect(recognised(recognise(['年级,班级,姓名,姓名,姓名,姓名'])).duplicated).toEqual([
      { index: 6, title: '姓名', name: 'guardian2_name' },
    ]);
  });

  test.each([
    ['年级,班级,姓名,联系电话,家长姓名', 'phone'],
    ['年级,班级,姓名,家长姓名,联系电话', 'guardian1_phone'],
    ['年级,班级,姓名,家长姓名,联系电话,联系电话一', 'phone'],
    ['年级,班级,姓名,联系电话', 'phone'],
  ])('%s: the telephone is %s', (titles, name) => {
    const result = recognised(recognise([titles]));
    expect(result.columns.find(({ title }) => title === '联系电话')?.name).toBe(name);
  });

  test('关系, 是否监护人 and 工作单位 are never the pupil’s', () => {
    expect(namesOf(recognise(['年级,姓名,关系,是否监护人,工作单位,关系,是否监护人,工作单位'])).slice(2)).toEqual([
      'guardian1_relation',
      'guardian1_is_guardian',
      'guardian1_employer',
      'guardian2_relation',
      'guardian2_is_guardian',
      'guardian2_employer',
    ]);
  });

  test('under group titles the group decides, and a column beyond the groups is not drawn in', () => {
    const groups = [null, '学生个人信息', null, null, '成员1', null, '成员2', null, '学校标识码'];
    const result = recognised(recognise([groups, ['序号', '姓名', '年级', '民族', '姓名', '民族', '姓名', '身份证号', null]]));
    expect(result.form).toBe('form37');
    expect(result.columns.map(({ index, name }) => [index, name])).toEqual([
      [2, 'name'],
      [3, 'grade'],
      [4, 'ethnicity'],
      [5, 'guardian1_name'],
      [6, 'guardian1_ethnicity'],
      [7, 'guardian2_name'],
      [8, 'guardian2_id_number'],
      [9, 'school_code'],
    ]);
    expect(result.unknown).toEqual([{ index: 1, title: '序号' }]);
  });
});
