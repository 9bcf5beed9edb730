import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './county.ts';
import { YearRun } from './year.ts';

// The year itself: test/long/year.test.ts.

describe('ten weeks of a county, the summer between them', () => {
  it('the ledger tells every finding’s life as the model knows it', async () => {
    const folder = temporaryFolder();
    const run = new YearRun(folder.path, { pupils: 600, seed: 16, firstDay: '2026-06-15', weeks: 10 });
    const differences = await run.differences();
    folder.remove();
    expect(differences).toEqual([]);
    // Weeks in which nothing happens prove nothing.
    const { weeks, ...events } = run.figures;
    expect(weeks).toBe(10);
    expect(Object.entries(events).filter(([, count]) => count === 0)).toEqual([]);
  }, 600_000);
});
