import { describe, expect, it } from 'vitest';
import {
  agendaOf,
  mostAttempts,
  mostCaughtUp,
  type ScheduledPipeline,
  type ScheduledRun,
  waitingSlots,
} from '../../src/schedule/agenda.ts';
import type { ScheduleLine } from '../../src/schedule/attempt-log.ts';
import { cronFields } from '../../src/schedule/bell.ts';

const weekly: ScheduledPipeline = { id: 'weekly', title: '周检', cron: cronFields('0 7 * * 1'), catchUp: 'newest', maxMinutes: 120 };
const daily: ScheduledPipeline = { id: 'daily', title: '日检', cron: cronFields('0 7 * * 1-5'), catchUp: 'all', maxMinutes: 60 };

const opened = (day: string): ScheduleLine => ({ type: 'opened', at: `${day} 06:00:00`, pid: 1 });
const run = (slot: string | null, asOf: string, pipeline = 'weekly'): ScheduledRun => ({
  run: `${asOf}-1`,
  pipeline,
  as_of: asOf,
  started_at: `${asOf} 07:00:00`,
  finished_at: `${asOf} 07:05:00`,
  slot,
});
const tried = (slot: string, at: string, code: number | null, endedBy: 'itself' | 'limit' | 'stop' = 'itself'): ScheduleLine[] => [
  { type: 'started', at, slot, as_of: at.slice(0, 10), pid: 999_999_999 },
  { type: 'ended', at, slot, pid: 999_999_999, code, ended_by: endedBy },
];

/** Slots that are open, by their state. */
const openOf = (pipeline: ScheduledPipeline, runs: readonly ScheduledRun[], lines: readonly ScheduleLine[], now: string): string[] =>
  agendaOf([pipeline], runs, lines, now)[0]!.open.map(({ slot, state, asOf }) => `${slot.at} ${state} ${asOf}`);

const monday = 'weekly@2026-11-16T07:00';

describe('what is due', () => {
  it.each([
    ['2026-11-16 06:59:59', []],
    ['2026-11-16 07:00:00', ['2026-11-16 07:00 waiting 2026-11-16']],
    ['2026-11-16 07:01:00', ['2026-11-16 07:00 waiting 2026-11-16']],
  ])('at %s', (now, open) => {
    expect(openOf(weekly, [], [opened('2026-11-14')], now)).toEqual(open);
  });

  it('is nothing once a run of the ledger fills the slot', () => {
    expect(openOf(weekly, [run(monday, '2026-11-16')], [opened('2026-11-14')], '2026-11-16 07:06:00')).toEqual([]);
  });

  it('is not filled by a run that somebody made by hand', () => {
    expect(openOf(weekly, [run(null, '2026-11-16')], [opened('2026-11-14')], '2026-11-16 08:00:00')).toHaveLength(1);
  });

  it('begins on the day of the first scheduler: a new workspace makes up for nothing', () => {
    expect(openOf(weekly, [], [], '2026-11-16 09:00:00')).toEqual(['2026-11-16 07:00 waiting 2026-11-16']);
    expect(openOf(weekly, [], [], '2026-11-17 09:00:00')).toEqual([]);
    expect(openOf(weekly, [], [opened('2026-11-17')], '2026-11-22 09:00:00')).toEqual([]);
  });

  it('is known from the ledger where the log was lost', () => {
    const runs = [run('weekly@2026-11-02T07:00', '2026-11-02')];
    expect(openOf(weekly, runs, [], '2026-11-17 09:00:00')).toEqual([
      '2026-11-09 07:00 missed 2026-11-17',
      '2026-11-16 07:00 waiting 2026-11-17',
    ]);
  });
});

describe('missed while the machine was off', () => {
  const lines = [opened('2026-11-01')];

  it('newest: the last one stands for all, as of today', () => {
    expect(openOf(weekly, [run('weekly@2026-11-02T07:00', '2026-11-02')], lines, '2026-11-18 09:00:00')).toEqual([
      '2026-11-09 07:00 missed 2026-11-18',
      '2026-11-16 07:00 waiting 2026-11-18',
    ]);
  });

  it('all: each as of its own day, but the ledger only goes forward', () => {
    expect(openOf(daily, [run(null, '2026-11-04')], [opened('2026-11-03')], '2026-11-06 06:00:00')).toEqual([
      '2026-11-03 07:00 waiting 2026-11-04',
      '2026-11-04 07:00 waiting 2026-11-04',
      '2026-11-05 07:00 waiting 2026-11-05',
    ]);
  });

  it('all: the ledger is not held up by a run of a day that had not come', () => {
    const ahead = { ...run(null, '2026-12-01'), started_at: '2026-11-02 07:00:00' };
    expect(openOf(daily, [ahead], [opened('2026-11-05')], '2026-11-05 08:00:00')).toEqual(['2026-11-05 07:00 waiting 2026-11-05']);
  });

  it.each([
    [mostCaughtUp - 1, 0],
    [mostCaughtUp, 0],
    [mostCaughtUp + 1, 1],
  ])('all: of %i slots %i are given up', (slots, given) => {
    const everyDay = { ...daily, cron: cronFields('0 7 * * *') };
    const open = openOf(everyDay, [], lines, `2026-11-${String(slots).padStart(2, '0')} 08:00:00`);
    expect(open).toHaveLength(slots);
    expect(open.filter((text) => text.includes('missed'))).toHaveLength(given);
  });

  it('comes in the order of the times, whatever pipeline it is', () => {
    const agenda = agendaOf([weekly, daily], [], lines, '2026-11-03 08:00:00');
    expect(waitingSlots(agenda).map(({ name }) => name)).toEqual([
      'weekly@2026-11-02T07:00',
      'daily@2026-11-02T07:00',
      'daily@2026-11-03T07:00',
    ]);
  });
});

describe('a slot that failed', () => {
  const now = '2026-11-16 07:30:00';
  const failed = (times: number, code: number | null = 4): ScheduleLine[] => [
    opened('2026-11-14'),
    ...Array.from({ length: times }, () => tried(monday, '2026-11-16 07:05:00', code)).flat(),
  ];

  it.each([
    [mostAttempts - 1, 'waiting'],
    [mostAttempts, 'failed'],
    [mostAttempts + 1, 'failed'],
  ])('%i times is %s', (times, state) => {
    expect(agendaOf([weekly], [], failed(times), now)[0]!.open).toMatchObject([{ state, failures: times }]);
  });

  it.each([
    ['an exit code 2 will be one again', failed(1, 2), 'failed'],
    ['another heji that writes is no failure', failed(9, 5), 'waiting'],
    [
      'nor is a scheduler that was stopped',
      [
        opened('2026-11-14'),
        ...Array(9)
          .fill(tried(monday, '2026-11-16 07:05:00', null, 'stop'))
          .flat(),
      ],
      'waiting',
    ],
    [
      'a run that took too long is',
      [
        opened('2026-11-14'),
        ...Array(3)
          .fill(tried(monday, '2026-11-16 07:05:00', null, 'limit'))
          .flat(),
      ],
      'failed',
    ],
    ['success that the ledger does not know is', failed(3, 0), 'failed'],
  ])('%s', (_, lines, state) => {
    expect(agendaOf([weekly], [], lines as ScheduleLine[], now)[0]!.open).toMatchObject([{ state }]);
  });

  it.each([
    ['2026-11-16 06:59:59', 1],
    ['2026-11-16 07:00:00', 0],
    ['2026-11-16 08:00:00', 0],
  ])('for good is told until somebody runs the pipeline: at %s, still %i', (startedAt, told) => {
    const byHand = { ...run(null, '2026-11-16'), started_at: startedAt };
    expect(agendaOf([weekly], [byHand], failed(3), now)[0]!.open).toHaveLength(told);
    expect(agendaOf([weekly], [byHand], failed(2), now)[0]!.open).toHaveLength(1);
  });

  it('waits ten minutes; an interrupted one does not', () => {
    expect(agendaOf([weekly], [], failed(1), now)[0]!.open[0]!.notBefore).toBe('2026-11-16 07:15:00');
    const broken: ScheduleLine[] = [
      opened('2026-11-14'),
      { type: 'started', at: '2026-11-16 07:05:00', slot: monday, as_of: '2026-11-16', pid: 999_999_999 },
      { type: 'broken', at: '2026-11-16 07:20:00', slot: monday, pid: 999_999_999 },
    ];
    expect(agendaOf([weekly], [], broken, now)[0]!.open[0]).toMatchObject({ notBefore: null, failures: 1 });
  });
});
