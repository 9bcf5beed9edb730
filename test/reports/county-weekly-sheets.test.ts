import { describe, expect, it } from 'vitest';
import { type Fields, finding } from './county.ts';
import { allTexts, cellUnder, sheetOf, validation } from './opened.ts';
import { partsOf } from './opened-parts.ts';
import { count, rendered, schools, statuses, wholeText } from './rendered.ts';

const figure = (name: string, value: number, fields: Fields = {}): Fields => ({
  run_id: 'R2026-1019-01',
  as_of: '2026-10-19',
  figure: name,
  value,
  key: name === 'findings' ? 'counted' : null,
  ...fields,
});

describe('beside the last run', () => {
  const red = { school_code: '2309990001', check_id: 'absence-suspected-dropout', category: '辍学', severity: 'red' };
  const county = {
    schools,
    statuses,
    findings: [finding, { ...finding, number: '2026-000002', status: 'persisting' }],
    earlier: [
      figure('findings', 5, red),
      figure('findings', 2, { ...red, category: '重复', check_id: 'dup-id-number', severity: 'orange', school_code: '2309990002' }),
      figure('findings', 3, { ...red, key: 'repeated' }),
      figure('schools_submitted', 3),
      figure('pupils', 2400),
    ],
  };

  it('the overview has the figures of both, and how many more or less', async () => {
    const { workbook } = await rendered(county);
    const lines = allTexts(sheetOf(workbook, '总览'));
    expect(lines).toContainEqual(['红', '当日处置', '2', '5', '-3', '1', '1', '0', '0', '0', '0', '1', '1']);
    expect(lines).toContainEqual(['橙', '5 个工作日内', '0', '2', '-2', '0', '0', '0', '0', '0', '0', '0', '0']);
    expect(lines).toContainEqual(['合计', '', '2', '7', '-5', '1', '1', '0', '0', '0', '0', '1', '1']);
    expect(lines).toContainEqual(['重复', '0', '0', '0', '0', '0', '2', '-2', '0', '0', '0', '0', '共 1 项']);
    expect(lines).toContainEqual(['1', '松岭县第一小学', '2', '-3', '2', '0', '1', '0', '812', '已报送']);
    const text = lines.flat().join('\n');
    expect(text).toContain('应报 3 所，已报 2 所（上期 3 所）；在籍 1624 人（上期 2400 人），36 个班。');
    expect(text).toContain('比上期（2026-10-19，7 条）减少 5 条。');
  });

  it('what nobody looked at last time is not compared: it has not become more', async () => {
    const earlier = [figure('schools_checked', 3, { check_id: 'dup-id-number', category: '重复' }), figure('pupils', 2400)];
    const { workbook } = await rendered({ ...county, earlier });
    const lines = allTexts(sheetOf(workbook, '总览'));
    expect(lines).toContainEqual(['重复', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '共 1 项']);
    expect(lines).toContainEqual(['辍学', '2', '0', '0', '0', '2', '—', '—', '0', '0', '1', '1', '共 1 项']);
    expect(lines.flat().join('\n')).toContain('其中 2 条出自上期没有运行的 1 项检查，不能看作增加。');
    expect(allTexts(sheetOf(workbook, '检查汇总'))).toContainEqual([
      '3',
      '辍学',
      '疑似辍学',
      '2',
      '—',
      '—',
      '2',
      '1',
      '1',
      ...['0', '0', '0', '0', '0'],
      '1',
      '1',
      '0',
      '3',
      '0',
      '0',
    ]);
  });

  it.each([
    [2, '与上期（2026-10-19）持平。'],
    [1, '比上期（2026-10-19，1 条）增加 1 条。'],
    [3, '比上期（2026-10-19，3 条）减少 1 条。'],
  ])('%i findings then, two now: %s', async (before, sentence) => {
    const { workbook } = await rendered({ ...county, earlier: [figure('findings', before, red)] });
    expect(wholeText(sheetOf(workbook, '总览'))).toContain(sentence);
  });

  it('checks are compared with all rows of theirs, schools with those that count', async () => {
    const { workbook } = await rendered(county);
    const checks = sheetOf(workbook, '检查汇总');
    expect(allTexts(checks)).toContainEqual([
      '3',
      '辍学',
      '疑似辍学',
      '2',
      '8',
      '-6',
      '2',
      '1',
      '1',
      '0',
      '0',
      '0',
      '0',
      '0',
      '1',
      '1',
      '0',
      '3',
      '0',
      '0',
    ]);
    expect(allTexts(checks)).toContainEqual([
      '1',
      '重复',
      '身份证件号重复',
      '0',
      '2',
      '-2',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '3',
      '0',
      '0',
    ]);
    expect(cellUnder(checks, '较上期', 1).numFmt).toBe('"↑"0_);"↓"0_);"持平"_)');
    expect(cellUnder(sheetOf(workbook, '学校汇总'), '较上期', 2).value).toBe(-2);
  });

  it('has a native chart over the cells of its table', async () => {
    const { file } = await rendered(county);
    const parts = await partsOf(file);
    expect([...parts.keys()].filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name))).toEqual(['xl/charts/chart1.xml']);
    const stacked = parts.get('xl/charts/chart1.xml');
    expect(stacked).toContain('各类问题（按级别）');
    expect(stacked).toContain('<c:grouping val="stacked"/>');
    expect([...(stacked ?? '').matchAll(/<c:f>([^<]*)<\/c:f>/g)].map((match) => match[1])).toContain("'总览'!$A$16:$A$18");
    expect(validation(file) ?? '').toBe('');
  });

  it('numbers that grew or must be 0 have conditional formats', async () => {
    const sheet = (await partsOf((await rendered(county)).file)).get('xl/worksheets/sheet2.xml') ?? '';
    expect(sheet).toMatch(/<cfRule type="cellIs"[^>]*operator="greaterThan"/);
    expect(sheet).toMatch(/<cfRule type="cellIs"[^>]*operator="lessThan"/);
    expect(sheet).toContain('type="dataBar"');
  });

  it('leads from the summary to the first row of a school, and back', async () => {
    const second = { ...finding, number: '2026-000009', school_code: '2309990002', school_name: '松岭县第二小学' };
    const parts = await partsOf((await rendered({ ...county, findings: [finding, second] })).file);
    const schoolSheet = parts.get('xl/worksheets/sheet3.xml') ?? '';
    const links = [...schoolSheet.matchAll(/<hyperlink ref="([A-Z]+\d+)" location="([^"]*)"/g)].map((match) => [
      match[1],
      match[2]?.replaceAll('&apos;', "'"),
    ]);
    expect(links).toEqual([
      ['A1', "'总览'!A1"],
      ['L6', "'辍学'!A6"],
      ['L7', "'辍学'!A7"],
    ]);
  });
});

describe('the sizes of classes', () => {
  const one: Fields = {
    school_code: '2309990001',
    school_name: '松岭县第一小学',
    stage: 'primary',
    grade_no: 1,
    class_no: 1,
    grade_label: '一年级',
    class_label: '1班',
    attending: 40,
    exempt_reason: null,
    is_entry_grade: true,
    pack_limit: 45,
    is_over: false,
    band: 1,
  };
  const large = { ...one, class_no: 2, class_label: '2班', attending: 56, band: 5, is_over: true, is_entry_grade: false };
  const huge = {
    ...large,
    school_code: '2309990002',
    school_name: '松岭县第二小学',
    stage: 'junior',
    attending: 66,
    band: 6,
    pack_limit: 50,
  };

  it('are dealt to bands with their shares, the entry grades apart', async () => {
    const earlier = [figure('classes', 3, { key: '1' }), figure('classes', 1, { key: '6' })];
    const { workbook, file } = await rendered({ schools, classes: [one, one, large, huge], earlier });
    const lines = allTexts(sheetOf(workbook, '班额情况'));
    const third = String(1 / 3);
    expect(lines).toContainEqual(['小学', '3', '2', String(2 / 3), '0', '0', '0', '0', '0', '0', '1', third, '0', '0', '56']);
    expect(lines).toContainEqual(['合计', '4', '2', '0.5', '0', '0', '0', '0', '0', '0', '1', '0.25', '1', '0.25', '66']);
    expect(lines).toContainEqual(['其中起始年级', '2', '2', '1', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '40']);
    expect(lines).toContainEqual(['上期合计', '4', '3', '0.75', '0', '0', '0', '0', '0', '0', '0', '0', '1', '0.25', '—']);
    expect(lines).toContainEqual(['小学', '45', '3', '1', third, '2', '0']);
    expect(lines).toContainEqual(['超大班额', '松岭县第二小学', '一年级2班', '66', '50', '', '']);
    expect(lines.flat().join()).toContain('按监测口径：大班额 1 个，超大班额 1 个，合计占 50.0%。');
    expect(validation(file) ?? '').toBe('');
  });

  it('do not say of a class why no standard is held against it', async () => {
    const { workbook } = await rendered({ schools, classes: [{ ...large, exempt_reason: '特教班' }] });
    const lines = allTexts(sheetOf(workbook, '班额情况'));
    expect(lines).toContainEqual(['大班额', '松岭县第一小学', '一年级2班', '56', '45', '', '是']);
    expect(lines.filter((line) => line.includes('特教班'))).toEqual([]);
  });

  it('are shown against a standard only where the regulation gives one', async () => {
    const { workbook } = await rendered({ schools, classes: [{ ...one, pack_limit: null }] });
    const text = wholeText(sheetOf(workbook, '班额情况'));
    expect(text).toContain('所用的规定没有给出班额数字');
    expect(text).toContain('没有 56 人以上的班');
  });

  it.each([
    [100, 100],
    [101, 101],
  ])('name of %i classes of 56 and more %i lines', async (all, lines) => {
    const text = wholeText(sheetOf((await rendered({ schools, classes: count(all, () => large) })).workbook, '班额情况'));
    expect(text.match(/^大班额$|另有 1 个班/gm)).toHaveLength(lines);
  });

  it('are summed up by school', async () => {
    const sheet = sheetOf((await rendered({ schools, classes: [one, large, huge] })).workbook, '班额各校');
    expect(allTexts(sheet)).toContainEqual([
      '1',
      '2309990001',
      '松岭县第一小学',
      '2',
      '96',
      '1',
      '0',
      '0',
      '0',
      '1',
      '0',
      '0.5',
      '48',
      '56',
      '40',
      '1',
    ]);
  });
});
