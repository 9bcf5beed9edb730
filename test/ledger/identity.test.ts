import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Weeks } from './weeks.ts';

let weeks: Weeks;
beforeEach(() => {
  weeks = new Weeks();
});
afterEach(() => weeks.close());

const [week1, week2, week3] = ['2026-11-02', '2026-11-09', '2026-11-16'];
const wrong = (...names: string[]) => names.map((name) => ({ name }));

describe('a pupil is the same pupil', () => {
  it.each([
    ['a temporary number became a lasting one', { name: '甲', registry: 'L-1' }, { name: '甲', registry: 'G-1' }],
    ['the name was corrected', { name: '甲', registry: 'G-1' }, { name: '佳', registry: 'G-1', id: 'I-甲' }],
    ['the ID number was corrected', { name: '甲', id: 'I-1' }, { name: '甲', id: 'I-2' }],
    ['both numbers were corrected', { name: '甲', id: 'I-1', registry: 'L-1' }, { name: '甲', id: 'I-2', registry: 'G-2' }],
    ['in another class', { name: '甲', class: 1 }, { name: '甲', class: 2 }],
    ['in another school', { name: '甲', school: 'S1' }, { name: '甲', school: 'S2' }],
    ['a number was found', { name: '甲', id: null, birth: null }, { name: '甲', id: 'I-1', birth: null }],
    [
      'numbers were found, and of the birth date nothing is known',
      { name: '甲', id: null, registry: null, birth: null },
      { name: '甲', birth: null },
    ],
  ])('%s', async (_, before, after) => {
    await weeks.week({ day: week1, pupils: [before], found: wrong(before.name) });
    expect(await weeks.week({ day: week2, pupils: [after], found: wrong(after.name) })).toEqual([
      `2026-000001 ${after.name} persisting found-again`,
    ]);
    expect(await weeks.week({ day: week3, pupils: [after] })).toEqual([`2026-000001 ${after.name} closed mended`]);
  });

  it('what a subject is known by is learned with the evidence, also while nothing is found', async () => {
    await weeks.week({ day: week1, pupils: [{ name: '甲', registry: 'L-1', id: 'I-1' }], found: wrong('甲') });
    await weeks.week({ day: week2, pupils: [{ name: '甲', registry: 'G-1', id: 'I-1' }], notRun: ['S1'] });
    expect(weeks.events[1]!.filter(({ type }) => type === 'alias')).toMatchObject([{ evidence: 'id+person' }]);
    const third = await weeks.week({ day: week3, pupils: [{ name: '佳', registry: 'G-1', id: 'I-2' }], found: wrong('佳') });
    expect(third).toEqual(['2026-000001 佳 persisting found-again']);
  });
});

describe('two pupils are two', () => {
  it('of two who share a number each keeps its own finding, also when one is gone', async () => {
    const [a, b] = [
      { name: '甲', id: 'I-1' },
      { name: '乙', id: 'I-1' },
    ];
    await weeks.week({
      day: week1,
      pupils: [a, b],
      found: [
        { name: '甲', group: 'I-1' },
        { name: '乙', group: 'I-1' },
      ],
    });
    expect(await weeks.week({ day: week2, pupils: [b] })).toEqual([
      '2026-000001-1 乙 closed mended',
      '2026-000001-2 甲 persisting 名册消失 vanished',
    ]);
    expect(await weeks.week({ day: week3, pupils: [{ ...a, id: 'I-3' }, b] })).toEqual([
      '2026-000001-1 乙 closed mended',
      '2026-000001-2 甲 closed mended',
    ]);
  });

  it('twins of one birth date', async () => {
    const twins = [
      { name: '甲', id: null },
      { name: '乙', id: null },
    ];
    await weeks.week({ day: week1, pupils: twins, found: wrong('甲', '乙') });
    expect(await weeks.week({ day: week2, pupils: [...twins].reverse(), found: wrong('乙') })).toEqual([
      '2026-000001 乙 persisting found-again',
      '2026-000002 甲 closed mended',
    ]);
  });

  it('two who exchange their ID numbers stay who they are', async () => {
    const before = [
      { name: '甲', id: 'I-1' },
      { name: '乙', id: 'I-2' },
    ];
    await weeks.week({ day: week1, pupils: before, found: wrong('甲', '乙') });
    const after = [
      { name: '甲', id: 'I-2' },
      { name: '乙', id: 'I-1' },
    ];
    expect(await weeks.week({ day: week2, pupils: after, found: wrong('甲') })).toEqual([
      '2026-000001 乙 closed mended',
      '2026-000002 甲 persisting found-again',
    ]);
  });

  it('a namesake without birth date, whose numbers are others, is not the one who is gone', async () => {
    const [a, b] = [
      { name: '甲', registry: 'G-1', id: 'I-1', birth: null },
      { name: '甲', registry: 'G-2', id: 'I-2', birth: null },
    ];
    await weeks.week({ day: week1, pupils: [a], found: wrong('甲') });
    expect(await weeks.week({ day: week2, pupils: [b] })).toEqual(['2026-000001 甲 persisting 名册消失 vanished']);
  });
});

describe('a corrected school code', () => {
  it('takes pupils and their findings along', async () => {
    const pupils = [{ name: '甲', school: 'S1', registry: null, id: null }];
    await weeks.week({ day: week1, pupils, found: wrong('甲') });
    const moved = [{ name: '甲', school: 'S9', registry: null, id: null }];
    expect(await weeks.week({ day: week2, pupils: moved, codes: [['S1', 'S9']], found: wrong('甲') })).toEqual([
      '2026-000001 甲 persisting found-again',
    ]);
    expect(weeks.events[1]!.find(({ type }) => type === 'school-code')).toMatchObject({ from: 'S1', to: 'S9', shared: 9, of: 10 });
    expect(await weeks.week({ day: week3, pupils: moved })).toEqual(['2026-000001 甲 closed mended']);
  });
});
