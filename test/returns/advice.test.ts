import { describe, expect, it } from 'vitest';
import { findForbiddenAdvice } from '../../src/handling/advice.ts';
import { askAboutHeld, toldApart, withoutContent } from '../../src/returns/advice.ts';

describe('what was found, and what to do', () => {
  it.each([
    ['日期认不出；请写成 2026-10-16 这样', '日期认不出', '请写成 2026-10-16 这样'],
    ['文件是空的（0字节），请重新导出后放入', '文件是空的（0字节）', '请重新导出后放入'],
    ['没有“是否批准”列，请假类型认不出；请改正', '没有“是否批准”列，请假类型认不出', '请改正'],
    ['看不出是不是考勤；若是，请写明“考勤”后重新导入', '看不出是不是考勤', '若是，请写明“考勤”后重新导入'],
    ['没有找到列名行', '没有找到列名行', '再看看'],
  ])('%s', (sentence, problem, advice) => {
    expect(toldApart(sentence, '再看看')).toEqual({ problem, advice });
  });

  it.each([
    [
      '前15行里没有找到列名行（第1行是“王小明、男、三年级”），应有一行写着“姓名”这样的列名',
      '前15行里没有找到列名行（见第1行），应有一行写着“姓名”这样的列名',
    ],
    ['格子里多半不是考勤记号（第3行D列是“王”小明”），没有读入', '格子里多半不是考勤记号（见第3行D列），没有读入'],
    ['与“收到/第二小学学生.xlsx”内容完全相同，那一份没有导入', '与另一个文件内容完全相同，那一份没有导入'],
    ['第3行A–F列的列名是“姓名、甲”，看不出是哪一种表', '第3行A–F列的列名是“姓名、甲”，看不出是哪一种表'],
  ])('leaves out what is quoted of rows and other files: %s', (reason, without) => {
    expect(withoutContent(reason)).toBe(without);
  });

  it('asks whether pupils were left out instead of saying so, and advises nobody to strike a pupil off', () => {
    const told = askAboutHeld(
      '与上次完整报送（2026-11-09）相比，少了12人（上次100人），没有合法去向。如确属实，请运行 heji accept 使其生效；否则请学校补齐后重报。',
    );
    expect(told.problem).toBe('本次报送暂未生效。与上次完整报送（2026-11-09）相比，少了12人（上次100人），没有看到转出、毕业等去向');
    expect(told.advice).toContain('是否漏报？');
    expect(`${told.problem}${told.advice}`).not.toContain('heji');
    expect(findForbiddenAdvice(told.advice)).toBeNull();
  });
});
