import { describe, expect, it } from 'vitest';
import { csv, eachDrop, idOf } from '../lake/drop.ts';
import { badId, inspectWith, list, right, standing, turns, wrong } from './life.ts';

const drop = eachDrop();
const own = ['id-checksum', 'pupil-vanished'];

describe('from week to week', () => {
  it('a finding is mended, comes back, and is looked for where nobody sent anything', async () => {
    const { workspace } = drop();
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    drop().put('学生_20261102.csv', list([wrong('甲', 1), wrong('乙', 2)]));
    expect(await run('2026-11-02')).toEqual(['id-checksum 甲 new found', 'id-checksum 乙 new found']);

    drop().put('学生_20261109.csv', list([right('甲', 1), wrong('乙', 2)]));
    const second = ['id-checksum 甲 closed mended', 'id-checksum 乙 persisting found-again'];
    expect(await run('2026-11-09')).toEqual(second);
    expect(turns(workspace, 2)).toEqual(['new→closed - mended ×1', 'new→persisting - found-again ×1']);

    expect(await run('2026-11-09'), 'again on the same day').toEqual(second);
    expect(turns(workspace, 3)).toEqual([]);

    // Six days old is of this period, seven are not.
    expect(await run('2026-11-15')).toEqual(second);
    const unsent = ['id-checksum 甲 closed mended', 'id-checksum 乙 not-submitted unsent'];
    expect(await run('2026-11-16')).toEqual(unsent);

    drop().put('学生_20261123.csv', list([wrong('甲', 1), wrong('乙', 2)]));
    expect(await run('2026-11-23')).toEqual(['id-checksum 甲 reopened came-back', 'id-checksum 乙 persisting found-again']);
    expect(await run('2026-11-23'), 'again on the same day').toEqual([
      'id-checksum 甲 reopened came-back',
      'id-checksum 乙 persisting found-again',
    ]);
    drop().put('学生_20261130.csv', list([wrong('甲', 1), right('乙', 2)]));
    expect(await run('2026-11-30')).toEqual(['id-checksum 甲 persisting found-again', 'id-checksum 乙 closed mended']);
  }, 120_000);

  it('a pupil who is gone keeps every finding open, unless gone lawfully; what was sent again unchanged is fresh', async () => {
    const { workspace } = drop();
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    drop().put('学生_20261102.csv', list([wrong('甲', 1), wrong('乙', 2), wrong('丙', 3)]));
    await run('2026-11-02');

    const changes = csv(
      ['异动类别', '学籍号', '姓名', '学校标识码', '转出学校标识码', '生效日期', '审批状态'],
      ['转出', `G${idOf(2)}`, '乙', '2230100001', '2230100001', '2026-11-05', '审核通过'],
    );
    drop()
      .put('异动.csv', changes)
      .put('学生_20261109.csv', list([wrong('丙', 3)]));
    const gone = [
      'id-checksum 甲 persisting 名册消失 vanished',
      'id-checksum 乙 closed left-lawfully',
      'id-checksum 丙 persisting found-again',
      'pupil-vanished 甲 new found',
    ];
    expect(await run('2026-11-09')).toEqual(gone);

    drop().put('学生_20261116.csv', list([wrong('丙', 3)]));
    expect(await run('2026-11-16')).toEqual([...gone.slice(0, 3), 'pupil-vanished 甲 persisting found-again']);

    drop().put('学生_20261123.csv', list([wrong('甲', 1), right('丙', 3)]));
    expect(await run('2026-11-23')).toEqual([
      'id-checksum 甲 persisting found-again',
      'id-checksum 乙 closed left-lawfully',
      'id-checksum 丙 closed mended',
      'pupil-vanished 甲 closed mended',
    ]);
  }, 120_000);

  it('an incomplete list closes nothing until it is accepted', async () => {
    const { workspace } = drop();
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    const second = Array.from({ length: 11 }, (_, n) => ({ ...right(`二班${String.fromCharCode(0x4e00 + n)}`, 50 + n), class: '2班' }));
    drop().put('学生_20261102.csv', list([wrong('甲', 1), { ...wrong('乙', 2), class: '2班' }, ...second]));
    await run('2026-11-02');
    // Class 2 is missing altogether, and 甲 is mended.
    drop().put('学生_20261109.csv', list([right('甲', 1)]));
    const held = ['id-checksum 甲 not-submitted held', 'id-checksum 乙 not-submitted held'];
    expect(await run('2026-11-09')).toEqual(held);
    // A week later that is no list of this period any more.
    expect(await run('2026-11-16')).toEqual(['id-checksum 甲 not-submitted held', 'id-checksum 乙 not-submitted held']);
    drop().put('学生_20261123.csv', list([right('甲', 1), { ...wrong('乙', 2), class: '2班' }, ...second]));
    expect(await run('2026-11-23')).toEqual(['id-checksum 甲 closed mended', 'id-checksum 乙 persisting found-again']);
  }, 120_000);

  it('a column that is missing leaves the finding open and says that nobody looked', async () => {
    const { workspace } = drop();
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    drop().put('学生_20261102.csv', list([wrong('甲', 1)]));
    await run('2026-11-02');
    const lines = list([wrong('甲', 1)])
      .trimEnd()
      .split('\n');
    drop().put(
      '学生_20261109.csv',
      lines
        .map((line) =>
          line
            .split(',')
            .filter((_, at) => at !== 4)
            .join(','),
        )
        .join('\n'),
    );
    expect(await run('2026-11-09')).toEqual(['id-checksum 甲 persisting 本期未查 not-run']);
    expect(await run('2026-11-09')).toEqual(['id-checksum 甲 persisting 本期未查 not-run']);
    expect(turns(workspace, 3)).toEqual([]);
    drop().put('学生_20261116.csv', list([{ ...wrong('甲', 1), id: badId(1) }]));
    expect(await run('2026-11-16')).toEqual(['id-checksum 甲 persisting found-again']);
  }, 120_000);
});
