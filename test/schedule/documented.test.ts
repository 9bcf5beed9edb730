import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newFolder, runCli } from '../cli/run-cli.ts';

const page = readFileSync('docs/定时运行.md', 'utf8');
const county = join(newFolder(), '依兰县');

beforeAll(() => runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020'));

/** What stands behind heji.mjs in the unit, the crontab and the task, and the calls of the table. */
const calls = [
  ...[...page.matchAll(/heji\.mjs (schedule[^\n<]*)$/gm), ...page.matchAll(/heji\.mjs" (schedule[^\n<]*)</g)].map(([, call]) => call!),
  ...[...page.matchAll(/^\| `heji (schedule[^`]*)` \|/gm)].map(([, call]) => call!),
];

describe('docs/定时运行.md', () => {
  it('has calls for systemd, crontab, Windows and the screen', () => {
    expect(calls).toHaveLength(8);
  });

  it.each(calls)('heji %s is a call that heji knows', async (call) => {
    const words = call.replace(/ --workspace (?:"[^"]*"|\S+)/, '').split(' ');
    const quiet = words.includes('status') ? [] : ['--dry-run'];
    const { code, err } = await runCli(...new Set([...words, ...quiet]), '--workspace', county);
    expect([code, err]).toEqual([0, '']);
  });

  it('tells the times of the pipelines', () => {
    for (const time of ['每周一 7:00', '每个工作日 7:00', '3 月、10 月 15 日 7:00']) expect(page).toContain(time);
  });
});
