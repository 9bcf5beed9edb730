import { describe, expect, it } from 'vitest';
import { type Fields, run, school, status } from './county.ts';
import { allTexts, sheetOf, texts } from './opened.ts';
import { rendered, schools, wholeText } from './rendered.ts';

describe('the rules', () => {
  const text: Fields = {
    check_order: 1,
    check_id: 'class-size-over-standard',
    check_title: '超标准班额',
    category: '班额',
    severity: '橙（5个工作日内）',
    kind: '必改',
    what: '人数超过标准',
    why: '影响教学',
    exceptions: '复式班',
    how_to_fix: '停止注册',
    params: '小学标准班额：45人（《黑龙江细则》）',
    basis: '《黑龙江细则》第十一条',
    policy_id: 'heilongjiang-2020',
    policy: '黑龙江细则',
  };
  const silent = { ...text, params: '', basis: '本辖区无规定，按配置提示', policy_id: 'henan-2013', policy: '河南办法' };

  it('are said once where they are the same under all regulations in use', async () => {
    const { workbook } = await rendered({ schools, texts: [text, { ...text, policy_id: 'henan-2013', policy: '河南办法' }] });
    const sheet = sheetOf(workbook, '规则说明');
    expect(texts(sheet, 6)).toEqual([
      '1',
      '班额',
      '超标准班额',
      '必改；橙（5个工作日内）',
      '人数超过标准',
      '影响教学',
      '复式班',
      '小学标准班额：45人（《黑龙江细则》）',
      '《黑龙江细则》第十一条',
      '停止注册',
    ]);
  });

  it('are said for each regulation where they differ', async () => {
    const { workbook } = await rendered({ schools, texts: [text, silent] });
    const lines = allTexts(sheetOf(workbook, '规则说明')).slice(5);
    expect(lines.map((line) => [line[3], line[8], line[9]])).toEqual([
      ['河南办法', '没有数字', '本辖区无规定，按配置提示'],
      ['黑龙江细则', '小学标准班额：45人（《黑龙江细则》）', '《黑龙江细则》第十一条'],
    ]);
  });

  it('and the overview name every regulation in use', async () => {
    const policies = [
      { policy_id: 'heilongjiang-2020', heading: '《黑龙江》', schools: 30 },
      { policy_id: 'henan-2013', heading: '《河南》', schools: 10 },
    ];
    const { workbook } = await rendered({ schools, texts: [text], policies });
    expect(wholeText(sheetOf(workbook, '规则说明'))).toContain('《黑龙江》：30 所；《河南》：10 所');
    expect(wholeText(sheetOf(workbook, '总览'))).toContain(`《${run.policy_title}》等 2 份，各校按所在地的规定`);
  });
});

describe('what has to be known of the data', () => {
  it('stands on a sheet of its own, and the overview points to it', async () => {
    const notes = [
      { kind: '一码两校', note: '标识码2309990001有两个校名' },
      { kind: '区划', note: '没有学校属于230124' },
    ];
    const { workbook } = await rendered({ schools: [school], statuses: [status], notes });
    const sheet = sheetOf(workbook, '数据说明');
    expect(allTexts(sheet).slice(4)).toEqual([
      ['1', '一码两校', '标识码2309990001有两个校名。'],
      ['2', '区划', '没有学校属于230124。'],
      ['3', '校历', `${run.calendar_note}。`],
    ]);
    expect(wholeText(sheetOf(workbook, '总览'))).toContain('数据和设置有 2 处要先知道的（一码两校、区划），见“数据说明”。');
  });
});
