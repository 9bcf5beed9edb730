import { describe, expect, it } from 'vitest';
import { csv, eachDrop, idOf, pupils, schools, students } from './drop.ts';

describe('what is re-sent', () => {
  const drop = eachDrop();

  it('a file of a school replaces that school’s rows and no others', async () => {
    drop()
      .put('一.csv', students(pupils(4)))
      .put('二.csv', students(pupils(3, { school: '2230100002' }, 10)));
    await drop().import('2026-11-09');
    drop().put('一.csv', students(pupils(5)));
    await drop().import('2026-11-16');
    const { outcome } = { outcome: await drop().run() };
    expect(outcome.schools).toEqual(['2230100001', '2230100002']);
    expect(outcome.entries).toEqual([]);
  });

  it('the same bytes again are a submission, not new rows', async () => {
    const content = students(pupils(4));
    drop().put('学生_20261109.csv', content);
    await drop().import('2026-11-09');
    drop().put('学生_20261116.csv', content);
    const manifest = await drop().import('2026-11-16');
    expect(manifest?.sources[0]?.same_as).toEqual({ batch: '000001', source: 1 });
    expect(manifest?.submissions).toMatchObject([
      { school_code: '2230100001', data_date: '2026-11-16', is_unchanged: true, pupils: 4, held: null },
    ]);
    expect(manifest?.files).toEqual({});
  });

  it('the same bytes again are as new as they were sent: what is judged by the date of the data', async () => {
    const content = students([{ name: '王甲', id: idOf(1) }, { name: '李乙', id: idOf(1) }, ...pupils(4, {}, 10)]);
    const datesOn = async (day: string) => new Set((await drop().run(day)).entries.map(({ finding }) => finding.factDate));
    drop().put('学生_20261109.csv', content);
    expect(await datesOn('2026-11-09')).toEqual(new Set(['2026-11-09']));
    drop().put('学生_20261116.csv', content);
    expect(await datesOn('2026-11-16')).toEqual(new Set(['2026-11-16']));
  });

  it('the same bytes under two names in one drop are taken once', async () => {
    drop()
      .put('甲.csv', students(pupils(4)))
      .put('乙.csv', students(pupils(4)));
    const manifest = await drop().import();
    expect(manifest?.sources).toHaveLength(1);
    expect(manifest?.refusals).toMatchObject([{ kind: 'ignored' }]);
    expect((await drop().run()).entries).toEqual([]);
  });

  it('a pupil who is in two files of one drop counts once', async () => {
    drop()
      .put('三年级.csv', students(pupils(3)))
      .put('全校.csv', students(pupils(4)));
    const manifest = await drop().import();
    expect(manifest?.sources.reduce((sum, source) => sum + source.loaded, 0)).toBe(4);
    expect(manifest?.sources.flatMap((source) => Object.entries(source.skipped)).filter(([reason]) => reason.includes('重复行'))).toEqual([
      ['同一次报送中的重复行', 3],
    ]);
    expect((await drop().run()).entries).toEqual([]);
  });

  it('a class in two files of different stated dates makes two submissions, the newer one current', async () => {
    drop()
      .put('学生_20261109.csv', students(pupils(4)))
      .put('学生_20261116.csv', students(pupils(3)));
    const manifest = await drop().import();
    expect(manifest?.submissions.map((submission) => [submission.data_date, submission.pupils])).toEqual([
      ['2026-11-09', 4],
      ['2026-11-16', 3],
    ]);
    expect((await drop().run()).entries.map((entry) => entry.finding.check.id)).toEqual(['pupil-vanished']);
  });
});

describe('疑似不完整', () => {
  const drop = eachDrop();
  const classOf = (name: string, count: number, from: number) => pupils(count, { class: name }, from);

  const heldAfter = async (before: ReturnType<typeof pupils>, after: ReturnType<typeof pupils>) => {
    drop().put('学校.csv', schools).put('学生.csv', students(before));
    await drop().import('2026-11-09');
    drop().put('学生.csv', students(after));
    return (await drop().import('2026-11-16'))!.submissions[0]!.held;
  };

  it('a whole class is missing', async () => {
    const held = await heldAfter([...classOf('1班', 5, 0), ...classOf('2班', 5, 10)], classOf('1班', 5, 0));
    expect(held).toContain('整班不见了：3年级2班');
  });

  it('a one-grade file of a school is held, shown and closes nothing', async () => {
    const before = [...pupils(6, { grade: '一年级' }), ...pupils(6, { grade: '二年级' }, 10)];
    expect(await heldAfter(before, pupils(6, { grade: '一年级' }))).toContain('2年级1班');
    const { entries, statuses } = await drop().run();
    expect(entries).toEqual([]);
    expect(statuses.filter((status) => status.schoolCode === '2230100001' && status.checkId === 'id-checksum')).toMatchObject([
      { status: '无问题' },
    ]);
  });

  it('a class merged into another is not missing', async () => {
    expect(
      await heldAfter([...classOf('1班', 5, 0), ...classOf('2班', 5, 10)], [...classOf('1班', 5, 0), ...classOf('1班', 5, 10)]),
    ).toBeNull();
  });

  it('a class is missing although one of it went over to the next class', async () => {
    const moved = classOf('1班', 1, 10);
    const held = await heldAfter([...classOf('1班', 5, 0), ...classOf('2班', 6, 10)], [...classOf('1班', 5, 0), ...moved]);
    expect(held).toContain('整班不见了：3年级2班');
  });

  it('a class is missing although one of it left lawfully', async () => {
    const changes = csv(
      ['异动类别', '学籍号', '姓名', '学校标识码', '转出学校标识码', '申请日期', '生效日期', '审批状态'],
      ['转出', `G${idOf(10)}`, '甲', '2230100001', '2230100001', '2026-11-09', '2026-11-10', '审核通过'],
    );
    drop().put('异动.csv', changes);
    expect(await heldAfter([...classOf('1班', 5, 0), ...classOf('2班', 6, 10)], classOf('1班', 5, 0))).toContain('3年级2班');
  });

  it('of a class half of which is in another one, no more than half being gone, nothing is held', async () => {
    const moved = classOf('1班', 2, 10);
    expect(await heldAfter([...classOf('1班', 5, 0), ...classOf('2班', 4, 10)], [...classOf('1班', 5, 0), ...moved])).toBeNull();
  });

  it('ten pupils and a tenth of the school', async () => {
    expect(await heldAfter(pupils(100), pupils(90))).toContain('少了10人');
  });

  it('nine pupils are not ten', async () => {
    expect(await heldAfter(pupils(90), pupils(81))).toBeNull();
  });

  it('ten pupils of a hundred and one are not a tenth', async () => {
    expect(await heldAfter(pupils(101), pupils(91))).toBeNull();
  });

  it('a village point of six that loses one', async () => {
    const six = ['一', '二', '三', '四', '五', '六'].flatMap((grade, index) => pupils(1, { grade: `${grade}年级` }, index));
    expect(await heldAfter(six, six.slice(0, 2).concat(six.slice(3)))).toBeNull();
  });

  it('a leaving class may go', async () => {
    expect(await heldAfter([...pupils(5), ...pupils(5, { grade: '六年级' }, 10)], pupils(5))).toBeNull();
  });
});
