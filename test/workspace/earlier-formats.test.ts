import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readList } from '../../src/backup/backup-list.ts';
import { damagedFiles } from '../../src/backup/verify.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { runCli } from '../cli/run-cli.ts';
import { idOf, students } from '../lake/drop.ts';
import { earlierWorkspace, earlierWorkspaces } from './earlier.ts';
import { contents } from './folder-contents.ts';

// What every earlier version left is read as it is, and goes on with the same numbers and subjects when this version writes to it.

/** What a run found: number by check and pupil. */
async function numbersOf(folder: string, run: string): Promise<Map<string, string>> {
  const engine = await DuckDbEngine.open();
  try {
    const rows = await engine.rows(`
      select check_id, registry_number, number from read_parquet('${join(folder, 'ledger/runs', run, 'all_findings.parquet')}')
      where number is not null`);
    return new Map(rows.map((row) => [`${row.check_id} ${row.registry_number}`, String(row.number)]));
  } finally {
    engine.close();
  }
}

const pupil = (name: string, registry: string, id: string) => ({ school: '2230100002', name, registry, id, grade: '三年级', class: '1班' });

/** The second school's list again; what was wrong is still wrong, and the first pupil's number has lost its last digit. */
const thirdWeek = students([
  ...['薛可欣', '白景行', '康乐天', '阎书瑶', '毛奕辰', '江若溪'].map((name, index) => {
    const id = idOf(6 + index);
    return pupil(name, `G${id}`, index === 0 ? id.slice(0, 17) : index === 2 ? `${id.slice(0, 17)}5` : id);
  }),
  pupil('方思远', 'L2301232016010200031', idOf(3)),
]);

describe.each(earlierWorkspaces)('a workspace of %s', (name) => {
  it('is read as it is', async () => {
    const folder = earlierWorkspace(name);
    const before = contents(folder);
    const listed = await runCli('findings', 'list', '-w', folder, '--run', '2026-11-16-1');
    expect(listed.code).toBe(0);
    for (const number of ['2026-000002-1', '2026-000002-2', '2026-000003-1', '2026-000004']) expect(listed.out).toContain(number);
    const { code, out } = await runCli('doctor', '-w', folder, '--as-of', '2026-11-17');
    expect([code, out]).toEqual([0, expect.stringContaining('工作区格式：1')]);
    // Whoever looked at names stands in the access log.
    const log = ['logs/access.head', 'logs/access.jsonl'];
    for (const file of log) before.delete(file);
    expect(contents(folder)).toEqual(new Map([...before, ...log.map((file): [string, string] => [file, expect.any(String)])]));
  });

  it('is backed up before it is written to, and its reports are made', async () => {
    const folder = earlierWorkspace(name);
    const before = contents(folder);
    const { code, err } = await runCli('report', '-w', folder);
    expect(code).toBe(0);
    expect(err).toContain('已经升级');
    expect(JSON.parse(readFileSync(join(folder, 'format.json'), 'utf8'))).toEqual({ format: 2 });
    const [backup] = readdirSync(join(folder, 'backups'));
    expect(backup).toBe('升级前-格式1-2026-11-21-093000');
    const kept = join(folder, 'backups', backup!);
    const { kind, format, ledger, files } = readList(kept);
    expect([kind, format, ledger.runs, ledger.last_run]).toEqual(['upgrade', 1, 2, '2026-11-16-1']);
    expect(damagedFiles(kept, files)).toEqual([]);
    const saved = contents(kept);
    for (const [path, bytes] of before) {
      if (!/^(heji\.yaml$|ledger\/|lake\/_manifests\/)/.test(path)) continue;
      expect(saved.get(path), path).toBe(bytes);
      if (!path.startsWith('ledger/runs/')) expect(contents(folder).get(path), path).toBe(bytes);
    }
    expect(readdirSync(join(folder, 'outbox', '2026-11-16-1')).some((file) => file.endsWith('.xlsx'))).toBe(true);

    // Once only.
    expect((await runCli('report', '-w', folder)).err).not.toContain('升级');
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  });

  it('goes on with the same numbers and subjects', async () => {
    const folder = earlierWorkspace(name);
    writeFileSync(join(folder, 'inbox', '二小.csv'), thirdWeek);
    const run = () => runCli('run', 'weekly-inspection', '-w', folder, '--as-of', '2026-11-21');
    if (name !== '1-all-checks') {
      expect(await run()).toMatchObject({ code: 4, err: expect.stringContaining('heji restage') });
      expect(readHead(join(folder, 'ledger')).sequence).toBe(2);
      expect((await runCli('restage', '-w', folder)).code).toBe(0);
    }
    expect((await run()).code).toBe(3);
    const { runs } = readHead(join(folder, 'ledger'));
    expect(runs.map((one) => one.run)).toEqual(['2026-11-09-1', '2026-11-16-1', '2026-11-21-1']);
    const before = await numbersOf(folder, runs[1]!.folder);
    const now = await numbersOf(folder, runs[2]!.folder);
    const same = [...before].filter(([key]) => now.has(key));
    expect(same.length).toBeGreaterThanOrEqual(5);
    expect(same.filter(([key, number]) => now.get(key) !== number)).toEqual([]);
    const highest = Math.max(...[...before.values()].map((number) => Number(number.split('-')[1])));
    const fresh = [...now].filter(([key]) => !before.has(key)).map(([, number]) => Number(number.split('-')[1]));
    expect(fresh.length).toBeGreaterThan(0);
    for (const number of fresh) expect(number).toBeGreaterThan(highest);
    // One more subject: the pupil who is found for the first time.
    const events = readFileSync(join(folder, 'ledger/events/000003.json'), 'utf8').split('\n');
    expect(events.filter((line) => line.startsWith('{"type":"subject"'))).toHaveLength(1);
  });
});

describe('a workspace of a later version', () => {
  it.each([[['findings', 'list']], [['report']], [['run', 'weekly-inspection']], [['import']], [['backup']]])(
    'is refused by heji %s',
    async (command) => {
      const folder = earlierWorkspace('1-all-checks');
      writeFileSync(join(folder, 'format.json'), '{"format": 3, "more": true}');
      const before = contents(folder);
      const { code, err } = await runCli(...command, '-w', folder);
      expect([code, err]).toEqual([4, expect.stringContaining('更新版本的核籍建立或升级的（格式 3），这个版本只认得到格式 2')]);
      expect(contents(folder)).toEqual(before);
    },
  );

  it('whose format.json is damaged too', async () => {
    const folder = earlierWorkspace('1-all-checks');
    writeFileSync(join(folder, 'format.json'), '{"form');
    const { code, err } = await runCli('import', '-w', folder);
    expect([code, err]).toEqual([4, expect.stringContaining('format.json 已损坏')]);
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });
});
