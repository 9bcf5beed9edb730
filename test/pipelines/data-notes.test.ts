import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { temporaryFolder } from '../end-to-end/county.ts';
import { csv, Drop, idOf, pupils, schools, students } from '../lake/drop.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const masked = students(pupils(3, { school: '2230100002' }, 10)).replace(/(\d{6})\d{8}(\d{3}[\dX])/g, '$1********$2');
const absence = (school: string, registry: string, name: string) => [school, registry, name, '2026-11-12', '缺勤'];

describe('what is said of the data', () => {
  let notes: string[];

  beforeAll(async () => {
    const drop = new Drop(folder.path);
    drop
      .put(
        '学校.csv',
        csv(
          ['学校标识码', '学校名称', '行政区划码'],
          ['2230100001', '第一小学', '230123'],
          ['2230100002', '第二小学', '230123'],
          ['2230100002', '第三小学', '230123'],
        ),
      )
      .put('一小.csv', students(pupils(3)))
      .put('二小.csv', masked)
      .put(
        '考勤.csv',
        csv(
          ['学校标识码', '学籍号', '姓名', '日期', '状态'],
          absence('2230100001', `G${idOf(0)}`, '学生一'),
          absence('2230100001', `G${idOf(90)}`, '外人'),
          absence('2230100002', `G${idOf(1)}`, '在别校的'),
        ),
      )
      .put('人口信息.csv', csv(['公民身份号码', '姓名', '户籍地址'], [idOf(0), '学生一', '依兰县'], [idOf(1), '学生丁', '依兰县']));
    const outcome = await drop.run();
    const engine = await DuckDbEngine.open();
    await openRun(engine, drop.workspace, outcome);
    notes = (await engine.rows("select kind || '：' || note as note from data_notes")).map((row) => String(row.note));
    engine.close();
  }, 60_000);

  const about = (kind: string): string[] => notes.filter((note) => note.startsWith(`${kind}：`));

  it('children who are missed in class and in no list of their school', () => {
    expect(about('考勤')).toEqual([
      expect.stringMatching(/^考勤：考勤里缺勤的 2 名学生（2 所学校：第一小学、第.小学）和该校学籍对不上，没有查他们是否辍学/),
    ]);
  });

  it('numbers that are all masked', () => {
    expect(about('脱敏')).toEqual([expect.stringMatching(/^脱敏：1 所学校报来的身份证件号全部脱敏：.*：第.小学$/)]);
  });

  it('what the population extract does not say', () => {
    expect(about('人口信息')).toEqual(['人口信息：“人口信息抽取（公安户籍）”没有“性别”、“出生日期”列，这些项没有比对']);
  });

  it('what look-alikes could not be told by, with the checks', () => {
    expect(about('待核').map((note) => note.slice(0, 12))).toEqual(['待核：没有收到“学籍异动', '待核：没有收到“请假”，']);
  });

  it('two schools with one code', () => {
    expect(about('一码两校')).toEqual([
      '一码两校：学校表里标识码 2230100002 有两所以上学校：第三小学、第二小学；它们的学生合在一起算，请改正学校表',
    ]);
  });
});

it('a number that the regulation does not give is named in Chinese, with the word to write in heji.yaml', async () => {
  const own = temporaryFolder();
  const drop = new Drop(own.path, 'shanxi-2026')
    .put('学校.csv', schools)
    .put('班级.csv', csv(['学校标识码', '年级', '班级', '规定班额'], ['2230100001', '三年级', '1班', '40']))
    .put('一小.csv', students(pupils(3)));
  const outcome = await drop.run();
  const engine = await DuckDbEngine.open();
  await openRun(engine, drop.workspace, outcome);
  expect(await engine.rows("select note from data_notes where kind = '规定'")).toEqual([
    {
      note: '《山西细则》没有给出“超标准班额”的小学标准班额（max_pupils_primary），heji.yaml 的 overrides 里也没有配置：1 所学校里只查了另有标准的班级，其余没有查',
    },
  ]);
  engine.close();
  own.remove();
}, 60_000);
