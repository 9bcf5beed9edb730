import { describe, expect, it } from 'vitest';
import { datasets } from '../../src/datasets/dictionary.ts';
import type { HeadRow } from '../../src/intake/canonical/head.ts';
import { type Answers, readAnswers } from '../../src/titles/answers.ts';
import type { Questions } from '../../src/titles/question.ts';
import { columnChoices, datasetChoices, questionnaire } from '../../src/titles/questionnaire.ts';

const questions: Questions = {
  titles: [
    { dataset: 'students', title: '学生名字', places: ['甲.xlsx［三年级］ C列'], samples: '**', likeliest: '姓名（列名相近）' },
    { dataset: 'students', title: '大名', places: ['甲.xlsx［三年级］ D列', '乙.csv A列'], samples: '**', likeliest: '' },
    { dataset: 'absences', title: '情况', places: ['丙.csv C列'], samples: '事假', likeliest: '' },
  ],
  tables: [{ titles: ['甲栏', '乙栏'], places: ['丁.csv'], likeliest: '' }],
};

type Rows = (string | null)[][];

/** The rows of the written workbook, with the answers of a sheet in order. */
function sheets(answers: readonly (string | null)[], table: string | null = null, change: (rows: Rows) => void = () => {}) {
  const written = questionnaire(questions, '2026-11-16 08:00:00').sheets;
  return new Map(
    written.map(({ name, rows }) => {
      const cells: Rows = rows.map((row) => row.cells.map(({ value }) => (value === null ? null : String(value))));
      const filled = name === '列名对照' ? answers : name === '未识别的表' ? [table] : [];
      filled.forEach((answer, at) => {
        cells[at + 2]![cells[at + 2]!.length - 1] = answer;
      });
      if (name === '列名对照') change(cells);
      return [name, cells.map((row, at): HeadRow => ({ row: at + 1, cells: row }))] as const;
    }),
  );
}

const read = (...args: Parameters<typeof sheets>): Answers => readAnswers('列名对照.xlsx', sheets(...args)) as Answers;

describe('the choices of the dropdowns', () => {
  it.each([...datasets.values()].map((dataset) => [dataset.id, dataset] as const))('of %s are all different', (_id, dataset) => {
    const choices = columnChoices(dataset);
    expect(new Set(choices).size).toBe(choices.length);
  });

  it('of tables are all different', () => {
    expect(new Set(datasetChoices()).size).toBe(datasets.size + 1);
  });
});

describe('answers', () => {
  it('are none before anything is chosen: no guess is filled in', () => {
    expect(read([])).toEqual({ titles: [], tables: [], openTitles: questions.titles, openTables: questions.tables, problems: [] });
  });

  it('give titles their columns, or none', () => {
    const { titles, openTitles, problems } = read(['姓名', '（不是我们要的列）', null]);
    expect(titles).toEqual([
      { dataset: 'students', title: '学生名字', column: 'name', where: '列名对照.xlsx［列名对照］第3行' },
      { dataset: 'students', title: '大名', column: null, where: '列名对照.xlsx［列名对照］第4行' },
    ]);
    expect(openTitles.map(({ title }) => title)).toEqual(['情况']);
    expect(problems).toEqual([]);
  });

  it.each([
    ['人口信息抽取（公安户籍）', 'persons'],
    ['（不是我们要的表）', null],
  ])('say that a table is %s', (choice, dataset) => {
    expect(read([], choice).tables).toMatchObject([{ titles: ['甲栏', '乙栏'], dataset }]);
  });

  it('that no dropdown has are not taken, and asked again', () => {
    const { titles, openTitles, openTables, problems } = read(['学生的姓名'], '学生表');
    expect(titles).toEqual([]);
    expect([openTitles.length, openTables.length]).toEqual([3, 1]);
    expect(problems).toEqual([
      '列名对照.xlsx［列名对照］第3行：“学生基础信息（学籍导出）”里没有“学生的姓名”这一列，列名“学生名字”没有采用；请从下拉框里选',
      '列名对照.xlsx［未识别的表］第3行：没有“学生表”这种表，没有采用；请从下拉框里选',
    ]);
  });

  it('for one column by two titles of one sheet are both refused', () => {
    const { titles, openTitles, problems } = read(['姓名', '姓名']);
    expect(titles).toEqual([]);
    expect(openTitles.map(({ title }) => title).sort()).toEqual(['大名', '学生名字', '情况'].sort());
    expect(problems[0]).toBe(
      '列名对照.xlsx［列名对照］第3行：列名“学生名字”与“大名”在同一张表里，却选了同一列，两个都没有采用；请只给一个',
    );
    expect(problems).toHaveLength(2);
  });

  it('for one column by two titles of different sheets are both right', () => {
    const apart: Questions = { ...questions, titles: questions.titles.map((one, at) => ({ ...one, places: [`${at}.csv A列`] })) };
    const written = questionnaire(apart, '2026-11-16 08:00:00').sheets[0]!;
    const rows = written.rows.map(({ cells }, at): HeadRow => ({ row: at + 1, cells: cells.map(({ value }) => value as string | null) }));
    const filled = rows.map((row) => (row.row === 3 || row.row === 4 ? { ...row, cells: [...row.cells.slice(0, 6), '姓名'] } : row));
    expect((readAnswers('x', new Map([['列名对照', filled]])) as Answers).titles.map(({ column }) => column)).toEqual(['name', 'name']);
  });

  it.each([
    ['列名', 2],
    ['表', 1],
    ['编号', 0],
  ])('beside a changed %s are not taken', (_title, column) => {
    const { titles, problems } = read(['姓名'], null, (rows) => {
      rows[2]![column] = '改过了';
    });
    expect(titles).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^列名对照\.xlsx［列名对照］第3行：“表”或“列名”被改成了/);
  });

  it('are found whatever rows and columns were moved, and blanks do no harm', () => {
    const { titles } = read(['姓名 '], null, (rows) => {
      rows.splice(0, 1);
      rows.forEach((row) => {
        row.unshift(null, row.pop() ?? null);
      });
    });
    expect(titles).toMatchObject([{ title: '学生名字', column: 'name' }]);
  });

  it('in a workbook without its header are a sentence', () => {
    const damaged = sheets([], null, (rows) => {
      rows[1]![6] = '选择';
    });
    damaged.delete('未识别的表');
    expect(readAnswers('列名对照.xlsx', damaged)).toBe(
      '列名对照.xlsx：里面没有“列名对照”表，或者表头被改动了，没有读取；请用核籍写出的原表重新选择',
    );
  });
});
