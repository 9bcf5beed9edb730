import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../end-to-end/county.ts';
import { YearRun } from '../end-to-end/year.ts';

const years = [
  { pupils: 1200, seed: 2, firstDay: '2026-03-02', weeks: 40 },
  { pupils: 600, seed: 3, firstDay: '2026-03-02', weeks: 40 },
  { pupils: 600, seed: 4, firstDay: '2026-03-02', weeks: 40 },
];

describe.each(years)('a year of $weeks weeks, $pupils pupils (seed $seed)', (options) => {
  const folder = temporaryFolder();
  afterEach(folder.remove);

  it('the ledger tells every finding’s life as the model knows it', async () => {
    const run = new YearRun(folder.path, options);
    const differences = await run.differences();
    console.log(JSON.stringify({ seed: options.seed, ...run.figures, wrong: differences.length }));
    expect(differences).toEqual([]);
    expect(run.figures.weeks).toBe(40);
  });
});
