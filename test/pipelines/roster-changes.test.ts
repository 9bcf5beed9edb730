import { describe, expect, it } from 'vitest';
import { compare, now, type Roster, schools, was } from './roster.ts';

const changesOf = async (roster: Roster) =>
  (await compare(roster)).changes.map((row) => [row.school_code, row.direction, row.name, row.route, row.reason, row.other_school]);

describe('who went', () => {
  it('without anything on record has vanished', async () => {
    expect(await changesOf({ students_last_submission: [was('王一')] })).toEqual([
      ['S1', '减少', '王一', 'none', '无合法去向（名册消失）', null],
    ]);
  });

  it('is shown as the submission before had the pupil', async () => {
    const { changes } = await compare({ students_last_submission: [was('王一')] });
    expect(changes[0]).toMatchObject({
      school_name: '甲小学',
      registry_number: 'G-王一',
      id_number: 'I-王一',
      grade_label: '二年级',
      class_label: '1班',
      since_date: '2026-11-09',
      to_date: '2026-11-16',
    });
  });

  it.each([
    ['by the registry number', { id_key: null, name_key: '别名', birth_date: null }],
    ['by the ID number', { registry_key: 'L-新', name_key: '别名', birth_date: null }],
    ['by name and birth date', { registry_key: null, id_key: null }],
  ])('is not who is still there, known %s', async (_, fields) => {
    expect(await changesOf({ students_last_submission: [was('王一')], current_students: [now('王一', fields)] })).toEqual([]);
  });

  it('is not who has nothing but a name, and is there by that name', async () => {
    const bare = { registry_key: null, id_key: null, birth_date: null };
    expect(await changesOf({ students_last_submission: [was('王一', bare)], current_students: [now('王一', bare)] })).toEqual([]);
  });

  it.each([
    ['ID', { id_key: 'I-同号' }],
    ['registry', { registry_key: 'G-同号' }],
  ])('is who had the same %s number as a child who is still there', async (_, shared) => {
    const changes = await changesOf({
      students_last_submission: [was('王一', shared), was('李二', shared)],
      current_students: [now('李二', shared)],
    });
    expect(changes).toEqual([['S1', '减少', '王一', 'none', '无合法去向（名册消失）', null]]);
  });

  it('is who had the name and birth date of a child who was there before and still is', async () => {
    const other = { registry_key: 'G-别人', id_key: 'I-别人' };
    const changes = await changesOf({
      students_last_submission: [was('王一'), was('王一', { ...other, record_key: 'b-别人' })],
      current_students: [now('王一', other)],
    });
    expect(changes).toEqual([['S1', '减少', '王一', 'none', '无合法去向（名册消失）', null]]);
  });

  it('is who shares a name with another child of the school', async () => {
    const other = { registry_key: 'G-别人', id_key: 'I-别人', birth_date: '2017-01-01' };
    const changes = await changesOf({ students_last_submission: [was('王一')], current_students: [now('王一', other)] });
    expect(changes.map(([, direction, , route]) => [direction, route])).toEqual([
      ['减少', 'none'],
      ['新增', 'unclear'],
    ]);
  });

  it.each([
    ['转出', { school_code: 'S1' }, 'lawful', '转出'],
    ['死亡', { school_code: null, registry_key: null, id_key: 'I-王一' }, 'lawful', '死亡'],
    ['转出', { school_code: 'S2' }, 'none', '无合法去向（名册消失）'],
    // Of a transfer that says no school, only one since the submission before can be meant.
    ['转出', { school_code: null, exit_date: '2026-11-08' }, 'none', '无合法去向（名册消失）'],
    ['转出', { school_code: null, exit_date: '2026-11-09' }, 'lawful', '转出'],
    ['退学', { school_code: 'S1', stage: 'senior' }, 'none', '无合法去向（名册消失）'],
    ['毕业', { school_code: 'S1', stage: 'primary' }, 'lawful', '毕业'],
  ])('with %s on record %j is %s', async (kind, fields, route, reason) => {
    const exit = { registry_key: 'G-王一', id_key: null, stage: null, exit_date: '2026-11-12', kind, ...fields };
    expect(await changesOf({ students_last_submission: [was('王一')], legal_exits: [exit] })).toEqual([
      ['S1', '减少', '王一', route, reason, null],
    ]);
  });

  it('to another school of the county without a transfer is said of both', async () => {
    const roster = { students_last_submission: [was('王一')], current_students: [now('王一', { school_code: 'S2' })] };
    expect(await changesOf(roster)).toEqual([
      ['S1', '减少', '王一', 'elsewhere', '未见转学手续', '乙小学'],
      ['S2', '新增', '王一', 'elsewhere', '未见转学手续', '甲小学'],
    ]);
  });

  it('but stands in the table with another status is to be looked into', async () => {
    const gone = now('王一', { is_active: false, student_status: '10' });
    expect(await changesOf({ students_last_submission: [was('王一')], current_students: [gone] })).toEqual([
      ['S1', '减少', '王一', 'unclear', '学籍状态改为“转学（转出）”，未见异动手续', null],
    ]);
  });

  it.each([
    ['2026-06-01', '2026-06-30', [], 'none'],
    ['2026-06-01', '2026-07-01', [], 'unclear'],
    ['2026-06-01', '2026-11-16', [], 'unclear'],
    ['2026-06-01', '2026-07-01', [{ dataset: 'graduations' }], 'none'],
    ['2026-09-07', '2026-11-16', [], 'none'],
  ])('of a leaving grade, seen on %s and missed on %s, with %j, is %s', async (since, to, available_datasets, route) => {
    const leaver = was('王一', { grade_kind: 'leaver', grade_value: 6, data_date: '2026-06-01', submission_date: since });
    const grade_numbers = [{ school_code: 'S1', grade_kind: 'leaver', grade_value: 6, school_year: 2025, grade_no: 6 }];
    const { changes } = await compare({ students_last_submission: [leaver], grade_numbers, available_datasets }, [since, to]);
    expect(changes.map((row) => [row.name, row.route])).toEqual([['王一', route]]);
  });
});

describe('who came', () => {
  it.each([
    ['with nothing on record', {}, 'unclear', '来源不明，请核实'],
    ['with a new record', { current_students: [now('李二', { record_created_date: '2026-11-10' })] }, 'lawful', '新建学籍'],
    [
      'with a record of the last submission’s day',
      { current_students: [now('李二', { record_created_date: '2026-11-09' })] },
      'unclear',
      '来源不明，请核实',
    ],
    ['by a registration', { registrations: [{ school_code: 'S1', registry_key: null, id_key: 'I-李二' }] }, 'lawful', '新生报到'],
    ['by a transfer', { status_changes: [transfer({})] }, 'lawful', '转学（转入）'],
    ['by a transfer that was returned', { status_changes: [transfer({ returned_date: '2026-11-12' })] }, 'unclear', '来源不明，请核实'],
    ['by a transfer under way', { status_changes: [transfer({ effective_date: null })] }, 'unclear', '来源不明，请核实'],
    ['by a transfer to another school', { status_changes: [transfer({ school_code: 'S2' })] }, 'unclear', '来源不明，请核实'],
    ['back', { students_last_submission: [was('李二', { student_status: '10' })] }, 'lawful', '学籍状态由“转学（转出）”改为在籍'],
  ] satisfies [string, Roster, string, string][])('%s', async (_, roster, route, reason) => {
    expect(await changesOf({ current_students: [now('李二')], ...roster })).toEqual([['S1', '新增', '李二', route, reason, null]]);
  });

  it('is who has the number of a child who was there before and still is', async () => {
    const changes = await changesOf({
      students_last_submission: [was('李二')],
      current_students: [now('李二'), now('王一', { id_key: 'I-李二', record_created_date: null })],
    });
    expect(changes.map(([, direction, name]) => [direction, name])).toEqual([['新增', '王一']]);
  });

  it('and is on roll in another school too is to be looked into', async () => {
    const both = [now('李二'), now('李二', { school_code: 'S2', record_key: 'r2' })];
    const changes = await changesOf({ current_students: both, students_last_submission: [was('李二', { school_code: 'S2' })] });
    expect(changes).toEqual([['S1', '新增', '李二', 'unclear', '两校同时在籍', '乙小学']]);
  });
});

describe('a comparison', () => {
  const overview = (submission: string) => schools.map((school) => ({ ...school, submission }));

  it('has the days and the pupils of both submissions', async () => {
    const { comparisons } = await compare({ students_last_submission: [was('王一')] });
    expect(comparisons[0]).toEqual({
      school_code: 'S1',
      school_name: '甲小学',
      since_date: '2026-11-09',
      to_date: '2026-11-16',
      pupils_before: 2,
      pupils_now: 1,
      note: null,
    });
  });

  it.each([
    ['本期未报送', '本期未报送，没有对照'],
    ['疑似不完整（已扣住）', '报来的学籍疑似不完整，已扣住，没有对照'],
  ])('is not made of a school that is %s', async (submission, note) => {
    const { changes, comparisons } = await compare({ school_overview: overview(submission), students_last_submission: [was('王一')] });
    expect(changes).toEqual([]);
    expect(comparisons[0]).toMatchObject({ since_date: null, pupils_before: null, pupils_now: 1, note });
  });

  it('is made of a school that sent the same again', async () => {
    const { comparisons } = await compare({ school_overview: overview('与上次相同') });
    expect(comparisons[0]).toMatchObject({ since_date: '2026-11-09', note: null });
  });

  it('is not made of a first submission, nor of a school without pupils', async () => {
    const more = ['S3', 'S4'].map((school_code) => ({ school_code, school_name: school_code, submission: '已报送' }));
    const { changes, comparisons } = await compare({
      school_overview: [...schools, ...more],
      current_students: [now('孙三', { school_code: 'S3' })],
    });
    expect(changes).toEqual([]);
    expect(comparisons.slice(2).map(({ note }) => note)).toEqual(['第一次报送，没有上次可比', '没有学籍表，没有对照']);
  });
});

function transfer(fields: object): object {
  return {
    registry_key: 'G-李二',
    id_key: null,
    school_code: 'S1',
    change_type: '22',
    apply_date: '2026-11-01',
    effective_date: '2026-11-12',
    returned_date: null,
    approval_status: null,
    ...fields,
  };
}
