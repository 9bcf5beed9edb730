import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasets } from '../../src/datasets/dictionary.ts';
import { open, sheetOf, texts } from '../reports/opened.ts';
import { newFolder, runCli } from './run-cli.ts';

const folder = newFolder();

describe('checks', () => {
  it('are listed, for people and for programs', async () => {
    const { out } = await runCli('checks', 'list');
    expect(out).toMatch(/\ndup-id-number +身份证件号重复 +重复 +红\n/);
    const document = JSON.parse((await runCli('checks', 'list', '--json')).out) as { id: string; sql?: string }[];
    expect(document.map(({ id }) => id)).toContain('dup-id-number');
    expect(document.every((check) => !('sql' in check))).toBe(true);
  });

  it('say in what a number that has no default is counted', async () => {
    const { out } = await runCli('checks', 'show', 'class-size-over-standard');
    expect(out).toMatch(/max_pupils_primary +小学标准班额 +没有默认值，由规定或县里给出，单位：人\n/);
  });

  it('say whose numbers theirs are', async () => {
    const { out } = await runCli('checks', 'show', 'dropout-not-marked');
    expect(out).toMatch(/\n {2}max_days +未到校日数 +产品默认 7自然日，跟随 absence-suspected-dropout，只能在那里改\n/);
  });

  it('explain themselves', async () => {
    const { out } = await runCli('checks', 'show', 'absence-suspected-dropout');
    expect(out).toMatch(/^疑似辍学 {2}absence-suspected-dropout\n辍学 · 红级 · 必改\n/);
    expect(out).toContain('需要\n  “学生基础信息（学籍导出）”、“考勤”');
    expect(out).toMatch(/\n {2}max_days +规定日数 +产品默认 7自然日\n/);
    expect(out).toMatch(/\n {2}day_basis +日数算法 +产品默认 自然日，可选 自然日（natural-day）、/);
    expect(JSON.parse((await runCli('checks', 'show', 'dup-id-number', '--json')).out)).toMatchObject({
      id: 'dup-id-number',
      severity: 'red',
    });
  });
});

describe('regulations', () => {
  it.each([
    ['2021-04-30', '尚未施行'],
    ['2021-05-01', '有效'],
  ])('on %s: 凌源办法 is %s', async (day, validity) => {
    const { out } = await runCli('policy', 'show', '--on', day);
    expect(out).toMatch(new RegExp(`lingyuan-2021 +凌源办法 +2021-05-01 起 +${validity}\n`));
  });

  it('give numbers with their origin, and articles', async () => {
    const { out } = await runCli('policy', 'show', 'heilongjiang-2020');
    expect(out).toContain('小学标准班额（max_pupils_primary）＝ 45人（规定）');
    expect(out).toContain('日数算法（day_basis）＝ 自然日（产品默认，非条文）');
    expect(out).toContain('日数算法（day_basis）＝ 自然日（产品默认，非条文，跟随 absence-suspected-dropout）');
    expect(out).toContain('首个缺勤日是否计入（count_first_day）＝ 是（产品默认，非条文）');
    expect(out).toContain('第四十六条 ');
    expect(out).toContain('班额达禁注册线  class-size-register-block\n  规定没有写，也没有默认值：不适用');
  });

  it('are documents too', async () => {
    const { out } = await runCli('policy', 'show', 'lingyuan-2021', '--on', '2026-11-16', '--json');
    const document = JSON.parse(out) as { is_valid: boolean; checks: { check: string; params: Record<string, unknown> }[] };
    expect(document.is_valid).toBe(true);
    expect(document.checks.find(({ check }) => check === 'class-size-register-block')!.params).toEqual({ block_at: 55 });
    expect(JSON.parse((await runCli('policy', 'show', '--json')).out)).toHaveLength(5);
  });
});

describe('the regulations of a workspace', () => {
  it('its own, and those of other areas', async () => {
    const county = join(folder, 'areas');
    await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
    const own = await runCli('policy', 'show', '--workspace', county);
    expect(own.out).toMatch(/\n依兰县的工作区执行《黑龙江细则》 heilongjiang-2020\n$/);
    const file = join(county, 'heji.yaml');
    const areas = 'policies_by_area:\n  "211382": lingyuan-2021\n  "140000": shanxi-2026\n  "410000": nowhere-2020\n';
    writeFileSync(file, readFileSync(file, 'utf8').replace('policies_by_area: {}\n', areas));
    const { out } = await runCli('policy', 'show', '--workspace', county);
    expect(out).toContain('依兰县的工作区执行《黑龙江细则》 heilongjiang-2020；下列区划的学校另行执行：\n');
    expect(out).toMatch(/140000 +14 开头的全部 +《山西细则》 shanxi-2026\n/);
    expect(out).toMatch(/211382 +该县（市、区） +《凌源办法》 lingyuan-2021\n/);
    expect(out).toContain('nowhere-2020（没有这份规定，请改正 heji.yaml）');
    expect((await runCli('policy', 'show', '--workspace', folder)).err).toContain('不是核籍工作区');
  });
});

describe('templates', () => {
  it('are listed', async () => {
    const { out } = await runCli('template');
    for (const id of datasets.keys()) expect(out).toMatch(new RegExp(`(^|\n)${id} `));
  });

  it('have the official titles, text columns and an explanation, and import as empty', async () => {
    const file = join(folder, '考勤.xlsx');
    const { code, out } = await runCli('template', 'absences', '--out', file);
    expect([code, out.includes(file)]).toEqual([0, true]);
    const workbook = await open(file);
    const sheet = sheetOf(workbook, '考勤');
    const { columns } = datasets.get('absences')!;
    expect(texts(sheet, 1)).toEqual(columns.map(({ titles, required }) => `${required ? '★' : ''}${titles[0]}`));
    for (const row of [2, 1001]) expect(columns.map((_, index) => sheet.getCell(row, index + 1).numFmt)).toEqual(columns.map(() => '@'));
    const explanation = sheetOf(workbook, '填写说明');
    expect(explanation.rowCount).toBe(columns.length + 2);

    const county = join(folder, 'county');
    await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
    const imported = await runCli('import', file, '-w', county, '--json');
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.out)).toMatchObject({
      datasets: [{ dataset: 'absences', read: 1, loaded: 0, skipped: 1, rejected: 0 }],
      not_imported: [{ sheet: '填写说明', outcome: '已忽略' }],
    });
  });
});
