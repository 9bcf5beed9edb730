import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../src/failure.ts';
import { createPackageContext, packageData } from '../../src/packages/package-data.ts';
import { writePackages } from '../../src/packages/package-pool.ts';
import { renderPackages } from '../../src/packages/render-packages.ts';
import { actionWords, longestReply, replyColumns, replySheet } from '../../src/packages/reply-words.ts';
import type { PackageJob, SchoolPackage } from '../../src/packages/school-package.ts';
import { isSensitiveReason } from '../../src/privacy/sensitive-reasons.ts';
import { personNumber } from '../person-number.ts';
import { allTexts, cellUnder, open, sheetOf, texts, validation } from '../reports/opened.ts';
import { type County, checked, finding, firstSchool, openCounty, pair, secondSchool } from './county.ts';
import { letterText, partsOfFile, textsOf } from './documents.ts';

const options = { now: '2026-11-16 09:00:00', onProgress: () => {} };

const school = (last: number, fields: object = {}) => ({
  ...firstSchool,
  school_code: `230999000${last}`,
  school_name: `松岭县第${last}小学`,
  ...fields,
});
const unsent = school(3, { submission: '本期未报送', data_date: '2026-10-20' });
const clean = school(4);
const county: County = { schools: [firstSchool, secondSchool, unsent, clean], findings: [finding, ...pair] };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heji-packages-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

async function rendered(of: County = county) {
  const { engine, workspace, run } = await openCounty(of);
  return { engine, workspace, run, ...(await renderPackages(engine, workspace, { run }, options)) };
}

describe('the packages of a run', () => {
  it('are a folder and a zip a school, and one zip of all', async () => {
    const { folder, workspace, all, schools, items } = await rendered();
    expect(relative(workspace.folder, folder)).toBe(join('outbox', '2026-11-16-1', 'schools'));
    const names = [
      '2309990001-松岭县第一小学',
      '2309990002-松岭县第二小学',
      '2309990003-松岭县第3小学',
      '2309990004-松岭县第4小学',
    ] as const;
    const papers = [
      `${names[0]}/整改台账.xlsx`,
      `${names[0]}/整改通知书.docx`,
      `${names[1]}/整改台账.xlsx`,
      `${names[1]}/整改通知书.docx`,
      `${names[2]}/催报通知.docx`,
      `${names[3]}/零报告回执.docx`,
    ];
    expect(filesIn(folder)).toEqual([...papers, ...names.map((name) => `${name}.zip`), '全部学校.zip'].sort());
    const inAll = [...partsOfFile(all!).keys()].map((path) => path.split('/').slice(0, 2).join('/'));
    expect([...new Set(inAll)].sort()).toEqual(papers);
    expect([...new Set([...partsOfFile(join(folder, `${names[3]}.zip`)).keys()].map((path) => path.split('/')[1]))]).toEqual([
      '零报告回执.docx',
    ]);
    expect({ schools, items }).toEqual({ schools: 4, items: 3 });
  });

  it('pass the schemas of their formats', async () => {
    const { packages } = await rendered();
    expect(validation(...packages.flatMap(({ files }) => files)) ?? '').toBe('');
  });

  it('have a place each for two schools of one name, and for one whose name no file system takes', async () => {
    const { packages } = await rendered({
      schools: [clean, school(5, { school_name: clean.school_name }), school(6, { school_name: '东/西:小学*' })],
      findings: [],
    });
    expect(packages.map(({ name }) => name)).toEqual(['2309990004-松岭县第4小学', '2309990005-松岭县第4小学', '2309990006-东_西_小学_']);
  });

  it('have the code once in their names, however lists print the school', async () => {
    const { packages } = await rendered({
      schools: [
        school(4, { school_name: '红星小学（2309990004）' }),
        school(5, { school_name: '红星小学（2309990005，不在学校表）' }),
        school(6, { school_name: '2309990006（不在学校表）' }),
        school(7, { school_name: '2309990007' }),
      ],
      findings: [],
    });
    expect(packages.map(({ name }) => name)).toEqual([
      '2309990004-红星小学',
      '2309990005-红星小学（不在学校表）',
      '2309990006-不在学校表',
      '2309990007',
    ]);
  });

  it('count a fault once that two checks return, and both as items', async () => {
    const findings = [finding, { ...finding, number: '2026-000008', is_counted: false }];
    const { items, faults } = await rendered({ schools: [firstSchool], findings });
    expect([items, faults]).toEqual([2, 1]);
  });

  it('can be written again, all or for one school; nothing is left over', async () => {
    const { engine, workspace, run, folder } = await rendered();
    const before = filesIn(folder);
    const one = await renderPackages(engine, workspace, { run }, { ...options, schoolCodes: ['2309990001'] });
    expect({ schools: one.schools, items: one.items, all: one.all }).toEqual({ schools: 1, items: 2, all: null });
    expect(filesIn(folder)).toEqual(before);
    await expect(renderPackages(engine, workspace, { run }, { ...options, schoolCodes: ['2309990009'] })).rejects.toThrow(/2309990009/);
  });

  it('are none for a run that did not keep what they say', async () => {
    const { engine, workspace, run } = await openCounty(county);
    await engine.run('delete from school_notices');
    const { folder, all } = await renderPackages(engine, workspace, { run }, options);
    expect(all).toBeNull();
    expect(existsSync(folder)).toBe(false);
  });

  it('are written into the access log, and print its head', async () => {
    const { workspace, packages } = await rendered();
    const lines = readFileSync(workspace.path('logs', 'access.jsonl'), 'utf8').trim().split('\n');
    const last = JSON.parse(lines.at(-1)!) as { action: string; rows: number; hash: string };
    expect(last).toMatchObject({ action: '生成 4 所学校的整改件（脱敏）', rows: 3 });
    for (const file of packages[0]!.files)
      expect([...partsOfFile(file).values()].join('')).toContain(`日志${file.endsWith('docx') ? ' ' : ''}${last.hash.slice(0, 16)}`);
  });
});

describe("a school's list", () => {
  it('has the columns in their order, by the words that replies are read with', async () => {
    const { packages } = await rendered();
    const sheet = sheetOf(await open(packages[0]!.files[0]!), replySheet);
    const titles = [
      '序号',
      '学校标识码',
      '学校',
      '年级班级',
      '姓名',
      '证件号（脱敏）',
      '学籍号（脱敏）',
      '问题编号',
      '问题类别',
      '具体表现',
    ];
    const answers = [
      '依据条款',
      '级别',
      '处理建议',
      '整改时限',
      '处理方式',
      '整改情况',
      '佐证材料',
      '责任人',
      '完成日期',
      '回执码（勿改）',
    ];
    expect(texts(sheet, 4)).toEqual([...titles, ...answers]);
    expect(titles.concat(answers)).toEqual(expect.arrayContaining(Object.values(replyColumns)));
    expect(sheet.workbook.worksheets[0]).toBe(sheet);
    expect(cellUnder(sheet, '问题编号', 1).value).toBe('2026-000012-1');
    expect(cellUnder(sheet, '级别', 1).value).toBe('红');
    expect(cellUnder(sheet, '整改时限', 1).value).toEqual(new Date('2026-11-16'));
    expect(cellUnder(sheet, '处理方式', 1).dataValidation.formulae).toEqual(['"佐证,变更,删除"']);
    expect(cellUnder(sheet, '处理方式', 2).dataValidation.formulae).toEqual(['"变更,情况说明"']);
    expect(cellUnder(sheet, '整改情况', 1).dataValidation.formulae).toEqual([longestReply.situation]);
    expect(cellUnder(sheet, '佐证材料', 1).dataValidation.formulae).toEqual([longestReply.proof]);
    expect(cellUnder(sheet, '责任人', 1).dataValidation.formulae).toEqual([longestReply.responsible]);
    expect(cellUnder(sheet, '完成日期', 1).dataValidation.formulae).toEqual([new Date('2026-11-16'), new Date('2027-11-16')]);
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, printTitlesRow: '4:4' });
  });

  it('explains the words that it offers, and no others', async () => {
    const { packages } = await rendered();
    const guide = async (index: number) => {
      const sheet = sheetOf(await open(packages[index]!.files[0]!), '填写说明');
      return Object.values(actionWords).filter((word) =>
        Array.from({ length: 8 }, (_, row) => texts(sheet, row + 1)).some((row) => row[1] === word),
      );
    };
    expect(await guide(0)).toEqual(['佐证', '变更', '删除', '情况说明']);
    expect(await guide(1)).toEqual(['佐证', '变更', '删除']);
  });

  it("gives the inspection's own day as the example of a day, which its own validation takes", async () => {
    const { packages } = await rendered({ ...county, run: { as_of: '2026-12-07' } });
    const guide = allTexts(sheetOf(await open(packages[0]!.files[0]!), '填写说明')).flat();
    expect(guide).toContainEqual(expect.stringContaining('“完成日期”写成 2026-12-07 这样的日期'));
  });
});

it('nothing sensitive comes through, from wherever it is written', async () => {
  const { packages } = await rendered({
    schools: [firstSchool, { ...secondSchool, school_name: '松岭县特殊教育学校' }, clean],
    findings: [
      {
        ...pair[0],
        message: '缺2项必采信息：残疾人类型、随班就读；号码230999201404120036',
        class_label: '特教班',
        basis: '数据质量（按本县配置：残疾学生另行核实）',
        reply_verdict: '未采信',
        verdict_reason: '住院证明不全，号码230999201404120036',
      },
      { ...pair[1], school_name: '松岭县特殊教育学校' },
    ],
    statuses: [...checked(firstSchool, { status: '未运行', reason: '没有报送“特殊教育安置”' }), ...checked(clean)],
  });
  const texts = packages
    .filter(({ schoolCode }) => schoolCode !== secondSchool.school_code)
    .flatMap(({ zip }) => [...partsOfFile(zip).values()].flatMap(textsOf));
  expect(texts).toContain('李一诺');
  expect(texts.join()).toContain('（略）');
  expect(texts.filter((text) => isSensitiveReason(text) || personNumber.test(text))).toEqual([]);
  expect(texts.filter((text) => text.includes('陈思远'))).toEqual([]);
});

it('letters are readable documents', async () => {
  const { packages } = await rendered({ ...county, statuses: [...checked(firstSchool, { status: '有问题' }), ...checked(clean, {}, {})] });
  expect(letterText(packages[0]!.files[1]!)).toContain('有 2 项问题需要整改，其中本期新增 2 项');
  expect(letterText(packages[2]!.files[0]!)).toContain('最近一次的截取日是 2026年10月20日，已经过期');
  expect(letterText(packages[3]!.files[0]!)).toContain('运行了 2 项检查，本期无问题');
});

describe('threads', () => {
  const jobsInto = async (folder: string): Promise<PackageJob[]> => {
    const { engine } = await openCounty(county);
    await createPackageContext(engine, { contact: '', telephone: '', logHead: 'a'.repeat(16) });
    const data = await packageData(engine, ['2309990001', '2309990002', '2309990003', '2309990004']);
    return data.map((each) => ({ data: each, folder, name: each.schoolCode }));
  };
  async function* each(jobs: readonly PackageJob[]): AsyncGenerator<PackageJob> {
    yield* jobs;
  }
  const write = async (jobs: readonly PackageJob[], threads: number, script?: URL): Promise<SchoolPackage[]> => {
    const written: SchoolPackage[] = [];
    await writePackages(each(jobs), { total: jobs.length, threads, onWritten: (one) => written.push(one), ...(script && { script }) });
    return written;
  };

  it('write the same bytes as one alone', async () => {
    const [alone, together] = [newFolder(), newFolder()];
    // The keys of the hidden column are the workspace's: both from one.
    const jobs = await jobsInto(alone);
    await write(jobs, 1);
    const written = await write(
      jobs.map((job) => ({ ...job, folder: together })),
      2,
    );
    expect(written).toHaveLength(4);
    expect(filesIn(together)).toEqual(filesIn(alone));
    expect(filesIn(alone)).toHaveLength(10);
    for (const file of filesIn(alone)) expect(readFileSync(join(together, file)).equals(readFileSync(join(alone, file))), file).toBe(true);
  });

  it('tell what stood in the way', async () => {
    const folder = newFolder();
    const file = join(folder, 'in-the-way');
    writeFileSync(file, '');
    const jobs = await jobsInto(join(file, 'schools'));
    await expect(write(jobs, 1)).rejects.toMatchObject({ code: 'ENOTDIR' });
    const script = (body: string): URL => {
      const path = join(folder, `${body.length}.mjs`);
      writeFileSync(path, `import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => { ${body} });\n`);
      return pathToFileURL(path);
    };
    const failing = (isFailure: boolean): URL =>
      script(`parentPort.postMessage({ failure: { isFailure: ${isFailure}, message: 'no space', code: 'ENOSPC', path: 'x' } })`);
    await expect(write(jobs, 2, failing(false))).rejects.toMatchObject({ message: 'no space', code: 'ENOSPC', path: 'x' });
    await expect(write(jobs, 2, failing(true))).rejects.toBeInstanceOf(Failure);
    const died = write(jobs, 2, script('process.exit(1)'));
    await expect(died).rejects.toBeInstanceOf(Failure);
    await expect(died).rejects.toThrow(/生成 230999000\d 的整改件时程序意外结束/);
  });
});
