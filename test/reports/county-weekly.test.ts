import { describe, expect, it } from 'vitest';
import { type County, type Fields, finding, run, school, status } from './county.ts';
import { allTexts, cellUnder, dashes, sheetOf, texts, validation } from './opened.ts';
import { partsOf } from './opened-parts.ts';
import { names, rendered, schools, statuses, wholeText } from './rendered.ts';

const duplicate: Fields = {
  ...finding,
  check_id: 'dup-id-number',
  check_title: '身份证件号重复',
  category: '重复',
  group_key: 'g1',
  message: '与松岭县第二小学1名学生证件号相同',
};
/** The sheets around those of the categories. */
const before = ['总览', '检查汇总', '学校汇总', '逾期整改', '逾期名单', '走势', '名册增减', '增减名单', '班额情况', '班额各校'];
const after = ['本期销号', '整改台账', '已豁免', '未运行', '未导入', '数据说明', '规则说明'];
const second = { school_code: '2309990002', school_name: '松岭县第二小学' };
describe('the county workbook', () => {
  const findings = [
    { ...finding, number: '2026-000002', severity: 'yellow', status: 'persisting', certainty: '待核', variant: '考勤中断' },
    { ...finding, number: '2026-000001' },
    { ...duplicate, number: '2026-000003-2', ...second },
    { ...duplicate, number: '2026-000003-1' },
    { ...duplicate, number: '2026-000004-1', group_key: 'g2', entity_key: 'S2' },
  ];
  const county: County = { schools, statuses, findings };

  it('has a sheet for each category that has findings, and follows the schemas', async () => {
    const { workbook, sheets, file } = await rendered(county);
    expect(names(workbook)).toEqual([...before, '重复', '辍学', ...after]);
    expect(sheets.find(({ name }) => name === '重复')).toEqual({ name: '重复', rows: 3 });
    expect(validation(file) ?? '').toBe('');
  });

  it('shows every record with its columns, grave ones first', async () => {
    const sheet = sheetOf((await rendered(county)).workbook, '辍学');
    expect(texts(sheet, 1)[0]).toBe('← 返回总览');
    expect(texts(sheet, 2)[0]).toBe('松岭县学籍问题明细（辍学）');
    expect(texts(sheet, 3)[0]).toMatch(/^填报单位：松岭县教育局　统计时间：2026-10-26　单位：条　数据截取日：2026-10-22 至 2026-10-23/);
    expect(texts(sheet, 5)).toEqual(
      '序号 问题编号 级别 状态 学校 年级 班级 姓名 证件号 学籍号 问题类别 具体表现 依据条款 计算过程 处理建议 学校标识码 首次发现 最近发现 来源文件 来源行'.split(
        ' ',
      ),
    );
    expect(texts(sheet, 6)).toEqual([
      '1',
      '2026-000001',
      '红',
      '新增',
      '松岭县第一小学',
      '五年级',
      '2班',
      '王小明',
      '230999**********28',
      'G230999**********28',
      '疑似辍学',
      finding.message,
      finding.basis,
      finding.evidence_text,
      finding.how_to_fix,
      '2309990001',
      '2026-10-19',
      '2026-10-26',
      '第一小学考勤.xlsx',
      '17',
    ]);
    expect(texts(sheet, 7).slice(1, 4)).toEqual(['2026-000002', '黄', '持续（待核）']);
    expect(cellUnder(sheet, '问题类别', 2).value).toBe('疑似辍学（考勤中断）');
  });

  it('has no columns of persons where no row has any', async () => {
    const nobody = { name: null, id_number: null, registry_number: null, grade_label: '', class_label: '' };
    const { workbook } = await rendered({ ...county, findings: [{ ...finding, ...nobody, entity: 'school' }] });
    expect(texts(sheetOf(workbook, '辍学'), 5).slice(0, 6)).toEqual(['序号', '问题编号', '级别', '状态', '学校', '问题类别']);
  });

  it('keeps the records of one duplicate together and draws a line between two', async () => {
    const sheet = sheetOf((await rendered(county)).workbook, '重复');
    expect([6, 7, 8].map((row) => sheet.getCell(row, 2).value)).toEqual(['2026-000003-1', '2026-000003-2', '2026-000004-1']);
    expect([6, 7, 8].map((row) => sheet.getCell(row, 2).border?.top?.style)).toEqual(['thin', 'thin', 'medium']);
  });

  it('is set up for the screen and for paper', async () => {
    const sheet = sheetOf((await rendered(county)).workbook, '辍学');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 5, xSplit: 2 });
    expect(sheet.autoFilter).toBe('A5:T7');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printArea: 'A2:M7',
      printTitlesRow: '5:5',
    });
    expect(sheet.headerFooter.oddFooter).toContain('第&P页 共&N页');
    expect(sheet.headerFooter.oddFooter).toContain('松岭县 县级周检 R2026-1026-01');
    expect(sheet.getCell('A2').isMerged).toBe(true);
    expect(sheet.getCell('A2').font.size).toBe(18);
  });

  it('keeps codes as text, numbers right, dates as dates, and the severity in words and colour', async () => {
    const sheet = sheetOf((await rendered(county)).workbook, '辍学');
    expect(cellUnder(sheet, '学校标识码', 1)).toMatchObject({ value: '2309990001', numFmt: '@' });
    expect(cellUnder(sheet, '来源行', 1)).toMatchObject({ value: 17, numFmt: '0_)' });
    expect(cellUnder(sheet, '来源行', 1).alignment.horizontal).toBe('right');
    expect(cellUnder(sheet, '首次发现', 1).value).toEqual(new Date(Date.UTC(2026, 9, 19)));
    expect(cellUnder(sheet, '级别', 1).fill).toMatchObject({ fgColor: { argb: 'FFF4A6A0' } });
    expect(cellUnder(sheet, '处理建议', 1).alignment.wrapText).toBe(true);
    expect(sheet.getRow(6).height).toBeGreaterThan(30);
  });

  it('counts on the overview and names what found nothing', async () => {
    const lines = allTexts(sheetOf((await rendered(county)).workbook, '总览'));
    expect(lines).toContainEqual(['红', '当日处置', '4', '—', '—', '4', '0', '0', '0', '0', '0', '2', '2']);
    expect(lines).toContainEqual(['蓝', '提示，核实即可', '0', '—', '—', '0', '0', '0', '0', '0', '0', '0', '0']);
    expect(lines).toContainEqual(['合计', '', '5', '—', '—', '4', '1', '0', '0', '1', '0', '2', '2']);
    expect(lines).toContainEqual(['重复', '3', '0', '0', '0', '3', '—', '—', '0', '0', '2', '2', '共 1 项']);
    expect(lines).toContainEqual(['班额', '0', '0', '0', '0', '0', '—', '—', '0', '0', '0', '0', '共 1 项']);
    expect(lines.flat().join()).toContain('本流程首次运行，没有上期可比。');
    expect(lines).toContainEqual(['本期未报送 1 所：松岭县第三小学。']);
    expect(lines).toContainEqual(['全部检查都对全部学校运行了']);
    expect(lines.flat().join()).toContain('访问日志校验值（本次运行时）：9f2c61d05b7e8a43');
    expect(lines.flat().join()).toContain('校历：没有校历文件');
  });

  it('names a school that the list has twice, under a code without its zeros', async () => {
    const twin = { ...school, school_code: '309990004', school_name: '松岭县第四小学（309990004）', submission: '不另报（前导零丢失）' };
    const { workbook } = await rendered({ ...county, schools: [twin] });
    expect(allTexts(sheetOf(workbook, '总览'))).toContainEqual(['不另报（前导零丢失） 1 所：松岭县第四小学（309990004）。']);
    expect(cellUnder(sheetOf(workbook, '学校汇总'), '报送情况', 1).value).toBe('不另报（前导零丢失）');
  });

  it('puts the overview on one page', async () => {
    const sheet = sheetOf((await rendered(county)).workbook, '总览');
    expect(sheet.pageSetup).toMatchObject({ orientation: 'portrait', fitToWidth: 1, fitToHeight: 1 });
  });

  it('lists every school, with zeros where nothing was found and a dash where nobody looked', async () => {
    const sheet = sheetOf((await rendered(county)).workbook, '学校汇总');
    const lines = allTexts(sheet);
    expect(lines).toContainEqual([
      '2',
      '2309990002',
      '松岭县第二小学',
      '松岭镇',
      '18',
      '812',
      '806',
      '已报送',
      '2026-10-23',
      '1',
      '0',
      '0',
      '0',
      '1',
      '—',
      '1',
      '1',
      '0',
      '0',
      '0',
      '—',
      '0',
      '0',
      '',
    ]);
    expect(lines).toContainEqual(['3', '2309990003', '松岭县第三小学', '松岭镇', ...dashes(3), '未报送', ...dashes(13), '0', '0', '']);
    expect(lines).toContainEqual([
      '合计',
      '36',
      '1624',
      '1612',
      '',
      '',
      '3',
      '0',
      '2',
      '0',
      '5',
      '',
      '4',
      '4',
      '0',
      '0',
      '0',
      '',
      '0',
      '',
      '',
    ]);
    expect(lines.at(-1)?.[0]).toMatch(/填表人：.*审核人：.*联系电话：.*日期：/);
    expect(sheet.autoFilter).toBe('A5:X8');
  });

  it('has a column for other categories only when there are any', async () => {
    const { workbook } = await rendered({ ...county, findings: [{ ...finding, category: '异动' }] });
    expect(texts(sheetOf(workbook, '学校汇总'), 5)).toContain('其他');
    expect(names(workbook)).toContain('异动');
    expect(texts(sheetOf((await rendered(county)).workbook, '学校汇总'), 5)).not.toContain('其他');
  });

  it('shows numbers in full only in an authorised copy, which says so on each page', async () => {
    const quoted = { ...finding, message: '与230999201503150028重复' };
    const masked = await rendered({ ...county, findings: [quoted] });
    expect(masked.workbook.worksheets.map(wholeText).join()).not.toContain('230999201503150028');
    const full = sheetOf((await rendered({ ...county, findings: [quoted] }, true)).workbook, '辍学');
    expect(cellUnder(full, '证件号', 1).value).toBe('230999201503150028');
    expect(cellUnder(full, '具体表现', 1).value).toBe('与230999201503150028重复');
    expect(full.headerFooter.oddFooter).toContain('县级授权版 批准文号：松教发〔2026〕12号');
  });

  it('shows names as they are, whatever they look like', async () => {
    const odd = ["=cmd|' /C calc'!A0", '+王', '-王', '@王', '𬭎', `阿${'布·'.repeat(19)}汗`];
    const { workbook, file } = await rendered({
      ...county,
      findings: odd.map((name, index) => ({ ...finding, number: `2026-${index}`, name })),
    });
    const sheet = sheetOf(workbook, '辍学');
    odd.forEach((name, index) => {
      const cell = cellUnder(sheet, '姓名', index + 1);
      expect(cell.value).toBe(name);
      expect(cell.formula).toBeUndefined();
    });
    expect(sheet.getRow(9).height).toBeGreaterThan(sheet.getRow(4).height - 1);
    expect(validation(file) ?? '').toBe('');
  });
});

describe('a county workbook of little', () => {
  it('says that there is nothing rather than showing nothing', async () => {
    const { workbook, file } = await rendered({ schools, statuses });
    expect(names(workbook)).toEqual([...before, ...after]);
    expect(wholeText(sheetOf(workbook, '总览'))).toContain('没有查出问题；未报送、未运行的不在其内');
    expect([...(await partsOf(file)).keys()].filter((name) => name.startsWith('xl/charts'))).toEqual([]);
    expect(wholeText(sheetOf(workbook, '已豁免'))).toContain('本期没有豁免');
    expect(wholeText(sheetOf(workbook, '未运行'))).toContain('全部检查都对全部学校运行了');
    expect(wholeText(sheetOf(workbook, '未导入'))).toContain('收到的文件全部导入');
    expect(validation(file) ?? '').toBe('');
  });

  it('is made also of empty relations', async () => {
    const { sheets } = await rendered({});
    expect(sheets.find(({ name }) => name === '学校汇总')).toEqual({ name: '学校汇总', rows: 0 });
  });

  it('of a county without schools says that nothing was checked', async () => {
    const { workbook } = await rendered({ run: { ...run, submitted_schools: 0, total_schools: 0 } });
    for (const name of ['总览', '未运行']) {
      const text = wholeText(sheetOf(workbook, name));
      expect(text).toContain('没有收到任何学校的数据，什么也没有检查');
      expect(text).not.toContain('全部检查都对全部学校运行了');
    }
    expect(wholeText(sheetOf(workbook, '总览'))).not.toContain('全部检查均已运行');
  });

  it('is made of NULL everywhere, and loses no finding', async () => {
    const empty = (fields: Fields, kept: Fields): Fields => ({
      ...Object.fromEntries(Object.keys(fields).map((key) => [key, null])),
      ...kept,
    });
    const { workbook, sheets, file } = await rendered({
      run: empty(run, { run_id: 'R1' }),
      findings: [empty(finding, { number: '2026-1', category: '辍学' }), empty(finding, { number: '2026-2' })],
      excused: [empty(finding, { excused_by: '休学' })],
      statuses: [empty(status, {}), empty(status, { status: '未运行' })],
      schools: [empty(school, {})],
      imports: [{ file: null, outcome: '已拒收' }],
      issues: [{ file: null, kind: null }],
    });
    expect(sheets.filter(({ name }) => name === '辍学' || name === '—').map(({ rows }) => rows)).toEqual([1, 1]);
    expect(wholeText(sheetOf(workbook, '总览'))).toContain('填报单位：—教育局');
    expect(validation(file) ?? '').toBe('');
  });

  it('says 未注明 for a data date that nobody wrote', async () => {
    const { workbook } = await rendered({ run: { ...run, data_date_from: null, data_date_to: null } });
    expect(wholeText(sheetOf(workbook, '总览'))).toContain('数据截取日：未注明');
  });
});
