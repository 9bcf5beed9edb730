import cron from 'node-cron';
import { describe, expect, it } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { loadPipeline, pipelineIds } from '../../src/pipelines/declaration.ts';
import { cronFields } from '../../src/schedule/bell.ts';
import { parseSlot, slotName, timesAfter, timesBetween } from '../../src/schedule/slot.ts';

const weekly = cronFields('0 7 * * 1');

describe('times of a cron line', () => {
  it('begin after the first moment and include the last', () => {
    expect(timesBetween(weekly, '2026-11-09 06:59', '2026-11-16 07:00', 9)).toEqual(['2026-11-09 07:00', '2026-11-16 07:00']);
    expect(timesBetween(weekly, '2026-11-09 07:00', '2026-11-16 06:59', 9)).toEqual([]);
    expect(timesBetween(weekly, '2026-11-09', '2026-11-09 07:00', 9)).toEqual(['2026-11-09 07:00']);
  });

  it('are the newest where there are too many', () => {
    expect(timesBetween(weekly, '2026-01-01', '2026-11-21 00:00', 2)).toEqual(['2026-11-09 07:00', '2026-11-16 07:00']);
  });

  it('come in order within a day', () => {
    const often = cronFields('0,30 8,14 * * *');
    expect(timesAfter(often, '2026-11-16 08:00', 4)).toEqual([
      '2026-11-16 08:30',
      '2026-11-16 14:00',
      '2026-11-16 14:30',
      '2026-11-17 08:00',
    ]);
  });

  it('know Sunday as 0 and as 7, and leap years', () => {
    expect(timesAfter(cronFields('5 6 * * 0'), '2026-11-16 00:00', 1)).toEqual(['2026-11-22 06:05']);
    expect(timesAfter(cronFields('5 6 * * 7'), '2026-11-16 00:00', 1)).toEqual(['2026-11-22 06:05']);
    expect(timesAfter(cronFields('0 7 29 2 *'), '2026-11-16 00:00', 2)).toEqual(['2028-02-29 07:00', '2032-02-29 07:00']);
  });

  it.each(['0 7 L * *', '0 7 * * 1#2', '*/10 0 7 * * 1'])('are not reckoned for %s', (expression) => {
    expect(() => cronFields(expression)).toThrow();
  });

  const lines = [
    ...pipelineIds().map((id) => loadPipeline(id, loadChecks()).cron),
    '15 8-18/2 1,15 * 1-5',
    '*/20 7 * 3,10 *',
    '0 0 31 * *',
  ];

  it.each(lines)('%s are those at which node-cron would ring', (expression) => {
    const fields = cronFields(expression);
    const task = cron.createTask(expression, () => {}, { timezone: 'Asia/Shanghai' });
    const theirs = task
      .getNextRuns(12)
      .map((date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));
    const now = new Date(Date.parse(`${theirs[0]!.replace(' ', 'T')}:00Z`) - 60_000).toISOString().slice(0, 16).replace('T', ' ');
    expect(timesAfter(fields, now, 12)).toEqual(theirs);
    expect(timesBetween(fields, now, theirs.at(-1)!, 12)).toEqual(theirs);
    task.destroy();
  });
});

describe('the name of a slot', () => {
  it('is read as it is written', () => {
    const slot = { pipeline: 'weekly-inspection', at: '2026-11-16 07:00' };
    expect(slotName(slot)).toBe('weekly-inspection@2026-11-16T07:00');
    expect(parseSlot(slotName(slot), 'weekly-inspection')).toEqual(slot);
  });

  it.each([
    'dropout-control@2026-11-16T07:00',
    'weekly-inspection@2026-02-30T07:00',
    'weekly-inspection@2026-11-16T24:00',
    'weekly-inspection',
  ])('is refused: %s', (text) => {
    expect(() => parseSlot(text, 'weekly-inspection')).toThrow('应为 weekly-inspection@2026-11-16T07:00 这样');
  });
});
