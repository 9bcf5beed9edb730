import { readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { Failure } from '../../src/failure.ts';
import { acceptSubmission, heldSubmissions } from '../../src/lake/accept.ts';
import { ManifestLog } from '../../src/lake/manifest.ts';
import { type RestageOutcome, restage } from '../../src/lake/restage.ts';
import type { RestageChanges } from '../../src/lake/restage-changes.ts';
import { LakeViews } from '../../src/lake/views.ts';
import { prepareStaging } from '../../src/staging/stage.ts';
import { type LearnedTable, storeLearning } from '../../src/workspace/learned-titles.ts';
import { csv, eachDrop, idOf, pupils, schools, students } from './drop.ts';

const drop = eachDrop();
const log = () => new ManifestLog(drop().workspace.path('lake'));
const commits = () => readdirSync(drop().workspace.path('lake', '_manifests')).sort();
const learn = (titles: readonly { dataset: string; title: string; column: string | null }[]) =>
  storeLearning(drop().workspace, {
    version: 1,
    titles: titles.map((title) => ({ ...title, learned_on: '2026-11-16' })),
    tables: [] as LearnedTable[],
  });

async function again(dryRun = false): Promise<RestageOutcome & { told: RestageChanges[] }> {
  const told: RestageChanges[] = [];
  const outcome = await restage(drop().workspace, {
    receivedAt: '2026-11-20 09:00:00',
    dryRun,
    onProgress: () => {},
    onChanges: (changes) => told.push(changes),
  });
  return { ...outcome, told };
}

/** Every file of the workspace with its content, but for the inbox. */
const everything = (): Map<string, string> =>
  new Map(
    readdirSync(drop().workspace.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('inbox'))
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'latin1')]),
  );

async function view(sql: string) {
  const engine = await DuckDbEngine.open();
  await prepareStaging(engine);
  await new LakeViews(engine, drop().workspace.path('lake'), log().read(), { asOf: '2026-12-31', knownAt: null }).create();
  const rows = await engine.rows(sql);
  engine.close();
  return rows;
}

const withNickname = csv(
  ['学校标识码', '学籍号', '姓名', '性别', '身份证件号', '年级', '班级', '学生状态', '这孩子住校不'],
  ...[1, 2].map((n) => ['2230100001', `G${idOf(n)}`, `学生${n}`, '男', idOf(n), '三年级', '1班', '在读', '是']),
);

/** Three weeks with a bit of everything: a re-sent file, a held one, an acceptance, attendance, a refused file. */
async function threeWeeks(): Promise<void> {
  drop()
    .put('学校.csv', schools)
    .put('一小.csv', students([...pupils(5), ...pupils(5, { class: '2班' }, 10)]))
    .put('二小.csv', students(pupils(4, { school: '2230100002' }, 20)))
    .put('认不出.csv', '甲,乙\n1,2\n');
  await drop().import('2026-11-02');
  drop()
    .put('一小.csv', students(pupils(5)))
    .put('二小-再报.csv', students(pupils(4, { school: '2230100002' }, 20)));
  await drop().import('2026-11-09');
  acceptSubmission(drop().workspace, '2230100001', '2026-11-10 08:00:00');
  drop().put(
    '考勤.csv',
    csv(
      ['学校标识码', '年级', '班级', '姓名', '日期', '考勤状态'],
      ['2230100001', '三年级', '1班', '学生一', '2026-11-13', '旷课'],
      ['2230100001', '三年级', '1班', '学生一', '没有', '旷课'],
    ),
  );
  drop().put('一小.csv', students(pupils(4)));
  await drop().import('2026-11-16');
}

describe('restage', () => {
  it('with the same readers and titles changes nothing, and commits nothing', async () => {
    await threeWeeks();
    const before = everything();
    const outcome = await again();
    expect(outcome).toMatchObject({ id: null, imports: 3, told: [], changes: { datasets: [], batches: [] } });
    expect(everything()).toEqual(before);
  });

  it('changes nothing whatever was sent before, in whatever order', async () => {
    const list = fc.record({
      school: fc.integer({ min: 1, max: 2 }),
      pupils: fc.integer({ min: 1, max: 4 }),
      name: fc.constantFrom('甲', '乙_20261101'),
    });
    const week = fc.record({ lists: fc.array(list, { minLength: 1, maxLength: 3 }), accepts: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(week, { minLength: 1, maxLength: 3 }), async (weeks) => {
        for (const { lists, accepts } of weeks) {
          for (const { school, pupils: count, name } of lists) {
            drop().put(
              `${school}-${name}.csv`,
              students(pupils(count, { school: `223010000${school}`, class: `${count % 2}班` }, school * 10)),
            );
          }
          await drop().import('2026-11-09');
          const held = heldSubmissions(log().read())[0];
          if (accepts && held) acceptSubmission(drop().workspace, held.id, '2026-11-10 08:00:00');
        }
        expect(await again(true)).toMatchObject({ changes: { datasets: [], batches: [], newSheets: [], lostSheets: [] } });
      }),
      // One after the other in the same workspace, so that later ones build on earlier ones.
      { numRuns: 4, seed: 16, endOnFailure: true },
    );
  });

  it('makes a learned title appear, under the same ids, and the acceptance holds', async () => {
    drop().put('一小.csv', withNickname);
    await drop().import('2026-11-02');
    await threeWeeks();
    const before = log().read();
    learn([{ dataset: 'students', title: '这孩子住校不', column: 'is_boarder' }]);
    const outcome = await again();
    expect(outcome.told).toHaveLength(1);
    expect(outcome.id).toBe('000006');
    expect(outcome.changes).toMatchObject({
      datasets: [{ dataset: 'students', different: 2 }],
      newColumns: [{ batch: '000001', file: '一小.csv', column: 'is_boarder', title: '这孩子住校不' }],
      lostSheets: [],
      batches: ['000001'],
    });
    const after = log().read();
    expect(after.map(({ id, received_at }) => [id, received_at])).toEqual(before.map(({ id, received_at }) => [id, received_at]));
    expect(after.flatMap((manifest) => (manifest.kind === 'import' ? manifest.submissions.map(({ id, held }) => [id, held]) : []))).toEqual(
      before.flatMap((manifest) => (manifest.kind === 'import' ? manifest.submissions.map(({ id, held }) => [id, held]) : [])),
    );
    expect(heldSubmissions(after)).toEqual(heldSubmissions(before));
    expect(commits()).toEqual(['000001.json', '000002.json', '000003.json', '000004.json', '000005.json', '000006.json']);
    expect(await again()).toMatchObject({ id: null, changes: { datasets: [], batches: [] } });
  });

  it('gives the next import the number after it, and that import removes what was replaced', async () => {
    drop().put('一小.csv', withNickname);
    await drop().import('2026-11-02');
    learn([{ dataset: 'students', title: '这孩子住校不', column: 'is_boarder' }]);
    await again();
    const folders = () => readdirSync(drop().workspace.path('lake', 'students'));
    expect(folders()).toHaveLength(2);
    drop().put('二小.csv', students(pupils(2, { school: '2230100002' }, 30)));
    expect((await drop().import('2026-11-23'))?.id).toBe('000003');
    expect(folders()).toHaveLength(2);
    expect(await view('select count(*) as n, count(is_boarder) as boarding from students')).toEqual([{ n: 4, boarding: 2 }]);
  });

  it('a dry run tells the same and writes nothing', async () => {
    drop().put('一小.csv', withNickname);
    await drop().import('2026-11-02');
    learn([{ dataset: 'students', title: '这孩子住校不', column: 'is_boarder' }]);
    const before = everything();
    const outcome = await again(true);
    expect(outcome).toMatchObject({ id: null, changes: { datasets: [{ before: 2, after: 2, different: 2 }] } });
    expect(everything()).toEqual(before);
  });

  it('recognises a sheet that was not, and a repeated receipt of it too', async () => {
    const { utils, write } = await import('@e965/xlsx');
    const book = utils.book_new();
    const line = ['2230100001', `G${idOf(1)}`, '王甲', '男', idOf(1), '三年级', '1班', '在读'];
    const titles = ['学校标识码', '学籍号', '姓名', '性别', '身份证件号', '年级', '班级', '学生状态'];
    utils.book_append_sheet(book, utils.aoa_to_sheet([titles, line]), '甲');
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['学校标识码', '娃的大名', '娃的年级', '娃的班'],
        ['2230100001', '李乙', '三年级', '2班'],
      ]),
      '乙',
    );
    const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    drop().put('名册.xlsx', bytes);
    const first = await drop().import('2026-11-02');
    expect(first?.refusals.map(({ sheet }) => sheet)).toEqual(['乙']);
    drop().put('名册.xlsx', bytes);
    await drop().import('2026-11-09');
    learn([
      { dataset: 'students', title: '娃的大名', column: 'name' },
      { dataset: 'students', title: '娃的年级', column: 'grade' },
      { dataset: 'students', title: '娃的班', column: 'class_name' },
    ]);
    const { changes } = await again();
    expect(changes.newSheets).toMatchObject([{ batch: '000001', file: '名册.xlsx', sheet: '乙', dataset: 'students' }]);
    expect(log().read()[1]).toMatchObject({
      sources: [
        { source: 1, sheet: '甲', same_as: { batch: '000001', source: 1 } },
        { source: 2, sheet: '乙', same_as: { batch: '000001', source: 2 } },
      ],
      submissions: [{ pupils: 2, is_unchanged: true }],
    });
  });

  it('is what an import advises when the bytes came before and a title was learned since', async () => {
    drop().put('一小.csv', withNickname);
    await drop().import('2026-11-02');
    const notesAgain = async (day: string) => {
      drop().put('一小.csv', withNickname);
      return (await drop().import(day))!.sources[0]!.notes;
    };
    expect(await notesAgain('2026-11-03')).toEqual([]);
    learn([{ dataset: 'students', title: '别的表的列', column: 'is_boarder' }]);
    expect(await notesAgain('2026-11-04')).toEqual([]);
    learn([{ dataset: 'students', title: '这孩子住校不', column: 'is_boarder' }]);
    expect(await notesAgain('2026-11-05')).toEqual([expect.stringContaining('heji restage')]);
    await again();
    expect(await notesAgain('2026-11-06')).toEqual([]);
  });

  it('is what everything asks for where an earlier version staged the pupils, and what makes them usable', async () => {
    drop()
      .put('一小.csv', students(pupils(3)))
      .put('学校.csv', schools);
    await drop().import('2026-11-02');
    const file = join(drop().workspace.path('lake', '_manifests'), commits()[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"staging_version":\s*\d+/, '"staging_version":1'));
    drop().put('二小.csv', students(pupils(3, { school: '2230100002' }, 10)));
    const failure = await drop()
      .import('2026-11-03')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).message).toContain('“学生基础信息（学籍导出）”里有旧版核籍装载的数据（批次 000001）');
    expect((failure as Failure).message).toContain('heji restage');
    expect(commits()).toHaveLength(1);
    expect(await again()).toMatchObject({ id: '000002', imports: 1, changes: { batches: ['000001'] } });
    await drop().import('2026-11-03');
    expect(await view('select school_code, count(*) as n from students group by school_code order by school_code')).toEqual([
      { school_code: '2230100001', n: 3 },
      { school_code: '2230100002', n: 3 },
    ]);
  });

  it('keeps the data date that the user gave, and the day of receipt of what says nothing', async () => {
    drop().put('一小.csv', students(pupils(3)));
    const { importDrop } = await import('../../src/lake/import.ts');
    await importDrop(drop().workspace, {
      paths: [],
      dataDate: '2026-10-31',
      dayOfReceipt: '2026-11-16',
      receivedAt: '2026-11-20 08:00:00',
      dryRun: false,
      onProgress: () => {},
    });
    drop().put('二小.csv', students(pupils(3, { school: '2230100002' }, 10)));
    await importDrop(drop().workspace, {
      paths: [],
      dataDate: null,
      dayOfReceipt: '2026-11-16',
      receivedAt: '2026-11-20 09:00:00',
      dryRun: false,
      onProgress: () => {},
    });
    expect((await again()).changes).toMatchObject({ datasets: [], batches: [] });
  });

  it.each([
    ['missing', (path: string) => unlinkSync(path), '不在'],
    ['changed', (path: string) => writeFileSync(path, '别的内容'), '内容已被改动'],
  ])('kept bytes that are %s: names the file, changes nothing', async (_, harm, words) => {
    await threeWeeks();
    learn([{ dataset: 'students', title: '班级', column: null }]);
    const manifest = log().read()[0]!;
    const source = manifest.kind === 'import' ? manifest.sources.find(({ file }) => file === '一小.csv')! : null;
    harm(drop().workspace.path('received', source!.sha256));
    const before = everything();
    const failure = await again().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ exitCode: 4 });
    expect((failure as Failure).message).toContain('一小.csv（批次 000001');
    expect((failure as Failure).message).toContain(words);
    expect(everything()).toEqual(before);
  });

  it('interrupted before the commit changes nothing', async () => {
    drop().put('一小.csv', withNickname);
    await drop().import('2026-11-02');
    learn([{ dataset: 'students', title: '这孩子住校不', column: 'is_boarder' }]);
    const before = everything();
    const commit = vi.spyOn(ManifestLog.prototype, 'commit').mockImplementation(() => {
      throw new Error("ENOSPC: no space left on device, write '/lake'");
    });
    await expect(again()).rejects.toThrow('ENOSPC');
    commit.mockRestore();
    expect(everything()).toEqual(before);
  });

  it('of an empty workspace does nothing', async () => {
    expect(await again()).toMatchObject({ id: null, imports: 0 });
  });
});
