import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { changed, commitRun, newLedgerFolder, opened, subject, wholeState } from './ledger-folder.ts';

let folder: string;
let engine: DuckDbEngine;

beforeEach(async () => {
  folder = newLedgerFolder();
  engine = await DuckDbEngine.open();
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const days = ['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'] as const;
const numbers = ['2026-000001', '2026-000002'];

let made: string;
beforeAll(async () => {
  made = newLedgerFolder();
  const making = await DuckDbEngine.open();
  await makeFourWeeks(making);
  making.close();
});
afterAll(() => rmSync(made, { recursive: true }));

/** Four weeks, a checkpoint after each. */
const fourWeeks = (): void => cpSync(made, folder, { recursive: true });

async function makeFourWeeks(making: DuckDbEngine): Promise<void> {
  const [one, two] = numbers as [string, string];
  const weeks: readonly (readonly [readonly LedgerEvent[], readonly string[]])[] = [
    [[subject(`S-${one}`, 'id:a'), opened(one)], [one]],
    [[changed('new', 'persisting', 'found-again', one), opened(two)], numbers],
    [[changed('persisting', 'closed', 'mended', one), changed('new', 'persisting', 'found-again', two)], [two]],
    [[changed('closed', 'reopened', 'came-back', one)], numbers],
  ];
  for (const [index, [events, seen]] of weeks.entries()) {
    await commitRun(making, made, days[index]!, events, seen);
    await (await Ledger.open(making, made)).checkpoint();
  }
}

const checkpoints = (): string[] => readdirSync(join(folder, 'state')).sort();
const stateNow = async (until = {}) => {
  await Ledger.open(engine, folder, until);
  return wholeState(engine);
};
/** Whether opening does without the events, all of which are cut off here. */
const opensWithoutEvents = async (): Promise<boolean> => {
  const runs = join(folder, 'runs');
  const hidden = `${runs}-hidden`;
  const { renameSync } = await import('node:fs');
  renameSync(runs, hidden);
  try {
    await Ledger.open(engine, folder);
    return true;
  } catch {
    return false;
  } finally {
    renameSync(hidden, runs);
  }
};

describe('a checkpoint', () => {
  it('holds what the events give', async () => {
    fourWeeks();
    const kept = await stateNow();
    expect(await opensWithoutEvents()).toBe(true);
    rmSync(join(folder, 'state'), { recursive: true });
    expect(await opensWithoutEvents()).toBe(false);
    expect(await stateNow()).toEqual(kept);
    expect(kept.rows!.map(({ message }) => message)).toEqual(['2026-09-28-1 查出', '2026-09-28-1 查出']);
  });

  it('is kept with the one before; what was killed half-way is swept', async () => {
    fourWeeks();
    expect(checkpoints()).toEqual(['000003', '000004']);
    mkdirSync(join(folder, 'state', '.0123456789ab.tmp'));
    await (await Ledger.open(engine, folder)).checkpoint();
    expect(checkpoints()).toEqual(['000003', '000004']);
  });

  it.each([
    ['gone', (file: string) => rmSync(file)],
    ['cut off', (file: string) => truncateSync(file, 40)],
    [
      'changed',
      (file: string) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte, index) => (index === 100 ? byte ^ 1 : byte)),
        ),
    ],
  ])('with a file that is %s is passed over', async (_, spoil) => {
    fourWeeks();
    const whole = await stateNow();
    for (const relation of ['findings', 'rows']) {
      spoil(join(folder, 'state', '000004', `${relation}.parquet`));
      expect(await stateNow()).toEqual(whole);
    }
    for (const name of checkpoints()) writeFileSync(join(folder, 'state', name, 'checkpoint.json'), '{');
    expect(await stateNow()).toEqual(whole);
  });

  it('of a ledger that was put back and went on otherwise does not count', async () => {
    fourWeeks();
    for (const sequence of [3, 4]) rmSync(join(folder, 'events', `00000${sequence}.json`));
    const back = await stateNow();
    expect(back.findings).toMatchObject([{ status: 'persisting' }, { status: 'new' }]);
    await commitRun(engine, folder, '2026-09-22', [changed('persisting', 'ended', 'excused', numbers[0]!)], []);
    expect((await stateNow()).findings).toMatchObject([{ status: 'ended' }, { status: 'new' }]);
    await (await Ledger.open(engine, folder)).checkpoint();
    expect(checkpoints()).toEqual(['000003']);
    expect((await stateNow()).findings).toMatchObject([{ status: 'ended' }, { status: 'new' }]);
  });

  it('does not hide that an older commit was changed', async () => {
    fourWeeks();
    const file = join(folder, 'events', '000001.json');
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, 2).join('\n'));
    await expect(Ledger.open(engine, folder)).rejects.toThrow('已损坏');
  });

  it('that cannot be written leaves everything as it was', async () => {
    fourWeeks();
    const ledger = await Ledger.open(engine, folder);
    rmSync(join(folder, 'state'), { recursive: true });
    writeFileSync(join(folder, 'state'), 'no folder');
    await ledger.checkpoint();
    rmSync(join(folder, 'state'));
    expect((await stateNow()).findings).toHaveLength(2);
    expect(existsSync(join(folder, 'state'))).toBe(false);
  });
});

describe('the ledger of an earlier moment', () => {
  const statuses = async (until: object) => (await stateNow(until)).findings!.map(({ status }) => status);

  it('leaves out runs of later days', async () => {
    fourWeeks();
    expect(await statuses({ asOf: '2026-09-06' })).toEqual([]);
    expect(await statuses({ asOf: '2026-09-07' })).toEqual(['new']);
    expect(await statuses({ asOf: '2026-09-20' })).toEqual(['persisting', 'new']);
    expect(await statuses({ asOf: '2026-09-21' })).toEqual(['closed', 'persisting']);
    expect(await statuses({ asOf: '2026-09-28' })).toEqual(['reopened', 'persisting']);
  });

  it('leaves out what was written later', async () => {
    fourWeeks();
    expect(await statuses({ knownAt: '2026-09-14 08:00:59' })).toEqual(['new']);
    expect(await statuses({ knownAt: '2026-09-14 08:01:00' })).toEqual(['persisting', 'new']);
    expect(await statuses({ asOf: '2026-09-28', knownAt: '2026-09-21 23:59:59' })).toEqual(['closed', 'persisting']);
  });

  it('keeps a run of a day that had not come, where later ones were built upon it', async () => {
    const [one] = numbers as [string];
    await commitRun(engine, folder, '2099-09-07', [opened(one)], [one]);
    await commitRun(engine, folder, '2026-09-07', [changed('new', 'persisting', 'found-again', one)], [one]);
    expect(await statuses({ asOf: '2026-09-06' })).toEqual([]);
    expect(await statuses({ asOf: '2026-09-07' })).toEqual(['persisting']);
  });
});
