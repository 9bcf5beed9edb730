import { describe, expect, it } from 'vitest';
import { parseReport } from '../../src/reports/declaration.ts';
import { readReport, reportFolder } from '../../src/reports/folder.ts';

const valid = `title: 表
author: 局
facts: facts.sql
footer: { left: 左, right: 右 }
codes:
  severity:
    red: { label: 红, fill: red }
sheets:
  - layout: table
    name: 甲
    title: 甲表
    query: a.sql
    columns:
      - { key: n, title: 数, format: integer }
      - { key: s, title: 级别, codes: severity }
  - layout: page
    name: 乙
    title: 乙表
    grid: [10, 10]
    blocks:
      - kind: table
        query: b.sql
        columns:
          - { key: x, title: 甲, span: 2 }
`;

const chart = `      - kind: charts
        charts:
          - { kind: bar, title: 图, of: b, categories: x, series: [{ key: x, fill: red }], span: 2 }
`;
const withChart = `${valid.replace('kind: table\n        query: b.sql', 'kind: table\n        id: b\n        query: b.sql')}${chart}`;

const refused = (from: string, to: string) => () => parseReport(valid.replace(from, to), 'reports/x/report.yaml');

describe('a report declaration', () => {
  it('gets defaults for what it leaves out', () => {
    const [table, page] = parseReport(valid, 'report.yaml').sheets;
    expect(table).toMatchObject({
      orientation: 'landscape',
      empty: '无',
      frozen_columns: 0,
      columns: [{ min: 6, max: 30, wrap: true, print: true }, {}],
    });
    expect(page).toMatchObject({ orientation: 'portrait', lines: [] });
  });

  it.each([
    ['format: integer', 'format: number', '第14行 sheets[1].columns[1].format', 'integer'],
    ['key: n, ', 'key: n, colour: red, ', '第14行 sheets[1].columns[1]：不认识 colour，可以用的有 key、title', 'omit_when_empty'],
    ['    title: 甲表\n', '', '第9行 sheets[1].title', '缺少这一项'],
    ['layout: table', 'layout: tabel', '第9行 sheets[1].layout', 'layout 要写 table、page 之一'],
    ['query: a.sql', 'query: ../a.sql', '第12行 sheets[1].query', 'schools.sql'],
    ['codes: severity }', 'codes: level }', '第15行 sheets[1].columns[2].codes', '没有名为 level 的代码表，codes 里有 severity'],
    ['span: 2', 'span: 1', '第24行 sheets[2].blocks[1].columns', '合计 1，应等于 grid 的列数 2'],
    ['fill: red', 'fill: purple', '第7行 codes.severity.red.fill', 'orange'],
    ['key: n, title: 数', 'key: n, title: 数, min: 31', '第14行', '不能大于'],
    ['key: n, title: 数', 'key: n, title: 数, print: false', '第14行', '第一列要打印'],
    ['author: 局', 'author: 局\nhome: 丙', '第3行 home', '没有名为 丙 的工作表'],
    ['- layout: page', '- layout page', '不是正确的 YAML', '请检查缩进'],
  ])('with %j as %j is refused with place and remedy', (from, to, place, remedy) => {
    expect(refused(from, to)).toThrow(place);
    expect(refused(from, to)).toThrow(remedy);
    expect(refused(from, to)).toThrow('reports/x/report.yaml');
  });

  it.each([
    ['span: 2 }\n`', 'span: 2 }', null],
    ['of: b', 'of: c', '没有 id 是 c 的表格，可以用的有 b'],
    ['categories: x', 'categories: y', '表格 b 没有列 y，它有 x'],
    ['series: [{ key: x', 'series: [{ key: z', '表格 b 没有列 z，它有 x'],
    ['fill: red }], span: 2', 'fill: red }], span: 1', '各列的 span 合计 1'],
  ])('of a chart with %j as %j is held against its table', (from, to, problem) => {
    const parse = () => parseReport(withChart.replace(from, to), 'x');
    if (problem === null) expect(parse).not.toThrow();
    else expect(parse).toThrow(problem);
  });

  it('wants columns that are not printed to come last', () => {
    const printed = (first: boolean, second: boolean) =>
      valid.replace('format: integer }', `format: integer, print: ${first} }\n      - { key: m, title: 中, print: ${second} }`);
    expect(() => parseReport(printed(true, true), 'x')).not.toThrow();
    expect(() => parseReport(printed(true, false), 'x')).toThrow('要排在最后');
  });
});

describe('the reports that come with the product', () => {
  it('are found by name', () => {
    expect(readReport(reportFolder('county-weekly')).sheets.map((sheet) => sheet.name)).toEqual([
      '总览',
      '检查汇总',
      '学校汇总',
      '逾期整改',
      '逾期名单',
      '走势',
      '名册增减',
      '增减名单',
      '班额情况',
      '班额各校',
      '{category}',
      '本期销号',
      '整改台账',
      '已豁免',
      '未运行',
      '未导入',
      '数据说明',
      '规则说明',
    ]);
  });

  it('are named to whoever asks for one that there is not', () => {
    expect(() => reportFolder('county-monthly')).toThrow(/没有名为 county-monthly 的报表，可以用的有 .*county-weekly/);
  });
});
