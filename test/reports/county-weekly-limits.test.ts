import { describe, expect, it } from 'vitest';
import { type Fields, finding, school, status } from './county.ts';
import { allTexts, sheetOf, validation } from './opened.ts';
import { count, pick, rendered, schools, statuses, wholeText } from './rendered.ts';

describe('a county workbook of much', () => {
  it('has every one of 5,000 findings', { timeout: 60_000 }, async () => {
    const categories = ['重复', '班额', '辍学', '信息质量'];
    const findings = count(5000, (index) => ({ ...finding, number: `2026-${index}`, category: categories[index % 4] ?? null }));
    const { sheets, workbook, file } = await rendered({ schools, statuses, findings });
    expect(sheets.filter(({ name }) => categories.includes(name)).map(({ rows }) => rows)).toEqual([1250, 1250, 1250, 1250]);
    const numbers = categories.flatMap((name) => {
      const sheet = sheetOf(workbook, name);
      return count(1250, (index) => ({ number: String(sheet.getCell(index + 6, 2).value) })).map(({ number }) => number);
    });
    expect(new Set(numbers).size).toBe(5000);
    expect(validation(file) ?? '').toBe('');
  });

  it.each([
    [10, 10],
    [11, 10],
  ])('names at most ten of %i schools with findings', async (all, shown) => {
    const many = count(all, (index) => ({ ...school, school_code: `23099900${index + 10}`, school_name: `第${index + 10}小学` }));
    const { workbook } = await rendered({
      schools: many,
      findings: many.map((each, index) => ({ ...finding, number: `2026-${index}`, ...pick(each) })),
    });
    expect(wholeText(sheetOf(workbook, '总览')).match(/第\d\d小学/g)).toHaveLength(shown);
    expect(wholeText(sheetOf(workbook, '学校汇总')).match(/第\d\d小学/g)).toHaveLength(all);
  });

  it.each([
    [8, 8, false],
    [9, 8, true],
  ])('names at most eight of %i schools that sent nothing', async (all, shown, cut) => {
    const many = count(all, (index) => ({
      ...school,
      school_code: `23099900${index + 10}`,
      school_name: `第${index + 10}小学`,
      submission: '本期未报送',
    }));
    const text = wholeText(sheetOf((await rendered({ schools: many })).workbook, '总览'));
    expect(text).toContain(`本期未报送 ${all} 所`);
    expect(text.match(/第\d\d小学/g)).toHaveLength(shown);
    expect(text.includes('全部见“学校汇总”')).toBe(cut);
  });

  it.each([
    [199, 199],
    [200, 200],
    [201, 201],
    [260, 201],
  ])('lists of %i excused rows of one reason %i lines, the last a count beyond 200', async (all, lines) => {
    const excused = [
      ...count(all, (index) => ({ ...finding, number: null, status: null, entity_key: `S${index}`, excused_by: '休学期内' })),
      { ...finding, number: null, status: null, excused_by: '其他已核实' },
    ];
    const { sheets, workbook } = await rendered({ excused });
    expect(sheets.find(({ name }) => name === '已豁免')?.rows).toBe(lines + 1);
    const text = wholeText(sheetOf(workbook, '已豁免'));
    expect(text.includes(`另有 ${all - 200} 条`)).toBe(all > 200);
    expect(text).toContain('其他已核实');
    expect(wholeText(sheetOf(workbook, '总览'))).toContain(`已豁免 ${all + 1} 条`);
  });
});

describe('what was not checked', () => {
  const gaps = (schoolCount: number, fields: Fields = {}) =>
    count(schoolCount, (index) => ({
      ...status,
      school_code: `23099900${index + 10}`,
      school_name: `第${index + 10}小学`,
      status: '未运行',
      reason: '缺考勤表',
      ...fields,
    }));

  it('stands red on the overview, with the reason and the number of schools', async () => {
    const { workbook } = await rendered({ schools, statuses: gaps(2) });
    const sheet = sheetOf(workbook, '总览');
    const lines = allTexts(sheet);
    expect(lines).toContainEqual(['疑似辍学', '未运行', '2', '缺考勤表']);
    const heading = lines.findIndex(([first]) => first?.startsWith('四、检查运行情况'));
    expect(sheet.getCell(heading + 1, 1).fill).toMatchObject({ fgColor: { argb: 'FFC00000' } });
    expect(wholeText(sheet)).toContain('有 1 项检查未能对全部学校运行');
    expect(lines).toContainEqual(['辍学', '0', '0', '0', '0', '0', '—', '—', '0', '0', '0', '0', '共 1 项，1 项未全部运行']);
  });

  it.each([
    [5, 5, false],
    [6, 6, true],
  ])('of %i gaps takes %i lines there', async (all, lines, cut) => {
    const { workbook } = await rendered({
      schools,
      statuses: count(all, (index) => ({ ...status, status: '出错', reason: `原因${index}` })),
    });
    const text = wholeText(sheetOf(workbook, '总览'));
    expect(text.match(/原因\d|另有 1 条/g)).toHaveLength(lines);
    expect(text.includes('另有 1 条')).toBe(cut);
    expect(wholeText(sheetOf(workbook, '未运行')).match(/原因\d/g)).toHaveLength(all);
  });

  it.each([
    [60, 60],
    [61, 60],
  ])('names of %i schools %i', async (all, shown) => {
    const many = count(all + 1, (index) => ({ ...school, school_code: `23099900${index + 10}` }));
    const text = wholeText(sheetOf((await rendered({ schools: many, statuses: gaps(all) })).workbook, '未运行'));
    expect(text.match(/第\d\d小学/g)).toHaveLength(shown);
    expect(text.includes(' 等')).toBe(all > shown);
  });

  it('says 全部学校 when it was all of them', async () => {
    const text = wholeText(sheetOf((await rendered({ schools, statuses: gaps(3) })).workbook, '未运行'));
    expect(text).toContain('全部学校');
  });
});

describe('what was not imported', () => {
  const file = {
    batch: 'b',
    file: '说明.docx',
    outcome: '未识别',
    rows_read: 0,
    loaded: 0,
    skipped: 0,
    rejected: 0,
    reason: '不是表格文件',
  };
  const issue = {
    file: '学生.xlsx',
    sheet: 'Sheet1',
    school_code: '2309990001',
    row: 45,
    row_text: '第45、50–60行',
    column_title: '身份证件号',
    column_letter: 'E',
    kind: '以数值存的号码',
    reason: '末三位已丢失',
    rows: 12,
  };
  const plain = { row: null, row_text: null, column_title: null, column_letter: null, school_code: null };

  it('lists what has to be done first, rows of one reason together, and no file that was loaded', async () => {
    const { workbook } = await rendered({
      schools,
      imports: [
        { ...file, dataset_title: null, file: '草稿.csv', outcome: '已忽略', reason: '是临时文件' },
        file,
        { ...file, file: '好.xlsx', outcome: '已导入' },
        { ...file, file: '二小.csv', outcome: '已扣住', dataset_title: '学生', rows_read: 90, reason: '少了10人' },
      ],
      issues: [
        { ...issue, ...plain, kind: '跳过的行', reason: '合计行', rows: 3 },
        { ...issue, ...plain, kind: '未识别的列', column_title: '家长微信', reason: '不认识', rows: null },
        issue,
        {
          ...issue,
          column_title: null,
          column_letter: null,
          school_code: '9999999999',
          kind: '拒收的行',
          row_text: '第7行',
          reason: '号码全空',
          rows: 1,
        },
      ],
    });
    expect(allTexts(sheetOf(workbook, '未导入')).slice(5)).toEqual([
      ['1', '先办', '文件未识别', '说明.docx', '', '', '', '', '0', '不是表格文件'],
      ['2', '先办', '文件已扣住', '二小.csv', '', '学生', '', '', '90', '少了10人'],
      ['3', '再办', '拒收的行', '学生.xlsx', 'Sheet1', '', '9999999999', '第7行', '1', '号码全空'],
      ['4', '再办', '以数值存的号码', '学生.xlsx', 'Sheet1', '', '松岭县第一小学', 'E列“身份证件号”，第45、50–60行', '12', '末三位已丢失'],
      ['5', '知悉', '未识别的列', '学生.xlsx', 'Sheet1', '', '', '“家长微信”', '', '不认识'],
      ['6', '知悉', '跳过的行', '学生.xlsx', 'Sheet1', '', '', '', '3', '合计行'],
      ['7', '知悉', '文件已忽略', '草稿.csv', '', '', '', '', '0', '是临时文件'],
    ]);
    expect(wholeText(sheetOf(workbook, '总览'))).toContain('未导入：2 个文件或工作表，1 行数据');
  });

  it.each([
    [200, 200],
    [201, 201],
    [250, 201],
  ])('lists of %i places of one kind %i lines', async (all, lines) => {
    const { sheets, workbook } = await rendered({ issues: count(all, (index) => ({ ...issue, kind: '拒收的行', row: index, rows: 1 })) });
    expect(sheets.find(({ name }) => name === '未导入')?.rows).toBe(lines);
    expect(wholeText(sheetOf(workbook, '未导入')).includes(`另有 ${all - 200} 处`)).toBe(all > 200);
    expect(wholeText(sheetOf(workbook, '总览'))).toContain(`${all} 行数据`);
  });
});
