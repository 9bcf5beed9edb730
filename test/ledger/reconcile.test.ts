import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { replied } from './ledger-folder.ts';
import { type PupilRow, type Week, Weeks } from './weeks.ts';

let weeks: Weeks;
beforeEach(() => {
  weeks = new Weeks();
});
afterEach(() => weeks.close());

const days = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'] as const;
const first = '2026-000001';
const at = (index: number, own: Omit<Week, 'day' | 'pupils'> & { readonly pupils?: readonly PupilRow[] }): Week => ({
  day: days[index]!,
  pupils: [{ name: '甲' }],
  ...own,
});
const found = [{ name: '甲' }];

const status = (from: 'new' | 'persisting', to: 'waived' | 'explained', why: 'waived' | 'explained'): LedgerEvent => ({
  type: 'status',
  from,
  to,
  mark: null,
  why,
  detail: null,
  numbers: [first],
});
const waive = (until: string) =>
  weeks.record(days[0], [{ type: 'waived', number: first, until, reason: '转办' }, status('new', 'waived', 'waived')]);
const explain = (material: string) =>
  weeks.record(days[0], [
    replied('000002-1', first, { school: 'S1', material }),
    { type: 'verdict', reply: '000002-1', number: first, accepted: true, reason: null },
    status('new', 'explained', 'explained'),
  ]);

describe('a waived finding', () => {
  it.each([
    ['2026-11-08', `${first} 甲 persisting waiver-ended`],
    ['2026-11-09', `${first} 甲 waived waived`],
    ['2026-11-10', `${first} 甲 waived waived`],
  ])('is waived until %s, the day included', async (until, line) => {
    await weeks.week(at(0, { found }));
    await waive(until);
    expect(await weeks.week(at(1, { found }))).toEqual([line]);
  });

  it('stays so while nothing is sent, nobody looks or the pupil is gone, and closes as any other', async () => {
    await weeks.week(at(0, { found }));
    await waive('2026-12-31');
    expect(await weeks.week(at(1, { found, stale: ['S1'] }))).toEqual([`${first} 甲 waived waived`]);
    expect(await weeks.week(at(1, { notRun: ['S1'] }))).toEqual([`${first} 甲 waived 本期未查 not-run`]);
    expect(await weeks.week(at(2, { pupils: [] }))).toEqual([`${first} 甲 waived 名册消失 vanished`]);
    expect(await weeks.week(at(3, {}))).toEqual([`${first} 甲 closed mended`]);
  });
});

describe('an explained finding', () => {
  it('stays so while its evidence is the same, and lapses when it changes', async () => {
    await weeks.week(at(0, { found }));
    await explain('m1');
    expect(await weeks.week(at(1, { found }))).toEqual([`${first} 甲 explained explained`]);
    expect(await weeks.week(at(2, { found: [{ name: '甲', material: 'm2' }] }))).toEqual([`${first} 甲 persisting explanation-lapsed`]);
    expect(await weeks.week(at(3, { found: [{ name: '甲', material: 'm1' }] }))).toEqual([`${first} 甲 persisting explanation-lapsed`]);
  });

  it('is over when the data shows it', async () => {
    await weeks.week(at(0, { found }));
    await explain('m1');
    expect(await weeks.week(at(1, { found: [{ name: '甲', excused: '休学' }] }))).toEqual([`${first} 甲 ended excused`]);
  });
});

describe('a pupil who has moved', () => {
  const moved = [{ name: '甲', school: 'S2' }];

  it.each([
    ['both schools have reported', {}, 'closed mended'],
    ['the new school has not', { stale: ['S2'] }, 'not-submitted unsent'],
    ['the old school has not', { stale: ['S1'] }, 'not-submitted unsent'],
    ['the check did not run at the new school', { notRun: ['S2'] }, 'persisting 本期未查 not-run'],
    ['the check did not run at the old school', { notRun: ['S1'] }, 'persisting 本期未查 not-run'],
  ])('%s', async (_, own, line) => {
    await weeks.week(at(0, { found }));
    expect(await weeks.week(at(1, { pupils: moved, ...own }))).toEqual([`${first} 甲 ${line}`]);
  });
});

describe('what comes first', () => {
  it.each([
    ['not run before unsent', { notRun: ['S1'], stale: ['S1'] }, 'persisting 本期未查 not-run'],
    ['unsent before gone', { pupils: [], stale: ['S1'] }, 'not-submitted unsent'],
    ['gone before another version', { pupils: [], version: 'v2' }, 'persisting 名册消失 vanished'],
    ['another version before other numbers', { version: 'v2', numbers: 'n2' }, 'ended check-changed'],
    ['other numbers before mended', { numbers: 'n2' }, 'ended numbers-changed'],
    [
      'another version before a lawful exit',
      { pupils: [], version: 'v2', exits: [{ registry: 'G-甲', school: 'S1' }] },
      'ended check-changed',
    ],
    ['a lawful exit of the school', { pupils: [], exits: [{ registry: 'G-甲', school: 'S1' }] }, 'closed left-lawfully'],
    ['an exit at its stage', { pupils: [], exits: [{ registry: 'G-甲', school: 'S1', stage: 'primary' }] }, 'closed left-lawfully'],
    [
      'an exit at another stage is none',
      { pupils: [], exits: [{ registry: 'G-甲', school: 'S1', stage: 'junior' }] },
      'persisting 名册消失 vanished',
    ],
    ['an exit from another school is none', { pupils: [], exits: [{ registry: 'G-甲', school: 'S2' }] }, 'persisting 名册消失 vanished'],
    ['a finding that is returned is there, whoever sent nothing', { found, version: 'v2' }, 'persisting found-again'],
    ['returned from old data', { found, stale: ['S1'] }, 'not-submitted unsent'],
    ['excused, also in old data', { found: [{ name: '甲', excused: '休学' }], stale: ['S1'] }, 'ended excused'],
  ])('%s', async (_, own, line) => {
    await weeks.week(at(0, { found }));
    expect(await weeks.week(at(1, own))).toEqual([`${first} 甲 ${line}`]);
    await weeks.week(at(1, own));
    expect(weeks.events[2], 'again on the same day').toEqual([]);
  });

  it('what is found in data of an earlier period is new on its day', async () => {
    expect(await weeks.week(at(0, { found, stale: ['S1'] }))).toEqual([`${first} 甲 new found`]);
    expect(await weeks.week(at(0, { found, stale: ['S1'] }))).toEqual([`${first} 甲 new found`]);
    expect(await weeks.week(at(1, { found, stale: ['S1'] }))).toEqual([`${first} 甲 not-submitted unsent`]);
  });

  it('what comes back after it was closed is a relapse on that day, then it persists', async () => {
    await weeks.week(at(0, { found }));
    await weeks.week(at(1, {}));
    expect(await weeks.week(at(2, { found }))).toEqual([`${first} 甲 reopened came-back`]);
    expect(await weeks.week(at(2, { found, stale: ['S1'] }))).toEqual([`${first} 甲 reopened came-back`]);
    expect(await weeks.week(at(3, { found }))).toEqual([`${first} 甲 persisting found-again`]);
  });

  it('a check that is not in the pipeline leaves its findings alone; a renamed one has them', async () => {
    await weeks.week(at(0, { found }));
    const [opened] = weeks.events[0]!.filter((event) => event.type === 'opened');
    await weeks.record(days[0], [
      { ...opened!, number: '2026-000002', check: 'old-name', occurrence: 'x', fingerprint: 'y' },
      { ...opened!, number: '2026-000003', check: 'another', fingerprint: 'z' },
    ]);
    const lines = await weeks.week(at(1, { checkNames: ['old-name'], found }));
    expect(lines).toEqual([`${first} 甲 persisting found-again`, '2026-000002 persisting 本期未查 not-run', '2026-000003 new found']);
  });
});

describe('numbers', () => {
  it('a group keeps its own and gives new records the next suffix; a year begins anew; none is given twice', async () => {
    const pupils = ['甲', '乙', '丙', '丁'].map((name) => ({ name, id: 'I-1' }));
    const group = (...names: string[]) => names.map((name) => ({ name, group: 'I-1' }));
    await weeks.week({ day: '2026-12-28', pupils: pupils.slice(0, 2), found: group('甲', '乙') });
    await weeks.week({ day: '2026-12-29', pupils: pupils.slice(0, 2) });
    const lines = await weeks.week({ day: '2027-01-04', pupils, found: [...group('丙', '甲'), { name: '丁' }] });
    expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      '2026-000001-1 乙 closed',
      '2026-000001-2 甲 reopened',
      '2026-000001-3 丙 new',
      '2027-000001 丁 new',
    ]);
  });

  it('the order of rows and their places in files change nothing', async () => {
    const names = ['甲', '乙', '丙', '丁', '戊', '己'];
    const pupils = names.map((name, index) => ({ name, class: index % 2, row: `000001-1-${index}` }));
    const rows = names.map((name, index) => ({ name, ...(index < 3 && { group: 'x' }) }));
    const other = new Weeks();
    try {
      const one = await weeks.week({ day: days[0], pupils, found: rows });
      const two = await other.week({
        day: days[0],
        pupils: [...pupils].reverse().map((pupil, index) => ({ ...pupil, row: `000001-${index % 3}-${index}` })),
        found: [...rows].reverse(),
      });
      expect(two).toEqual(one);
      expect(new Set(one).size).toBe(6);
    } finally {
      other.close();
    }
  });
});
