import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { writeImportPapers } from '../../src/returns/papers.ts';
import { runCli } from '../cli/run-cli.ts';
import { breakDisk, restoreDisk } from './broken-disk.ts';
import { eachDrop, pupils, students } from './drop.ts';
import { zip } from './zip.ts';

// Wherever the disk is full, nothing has changed and nothing is left lying about.

const drop = eachDrop();

afterEach(() => {
  vi.restoreAllMocks();
});

const everything = (): Map<string, string> =>
  new Map(
    readdirSync(drop().workspace.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'latin1')]),
  );

const isWork = (path: string): boolean => path.includes('.work-');

function failParquet(isHit: (sql: string) => boolean): void {
  const run = DuckDbEngine.prototype.run;
  vi.spyOn(DuckDbEngine.prototype, 'run').mockImplementation(async function (this: DuckDbEngine, sql, parameters) {
    if (/^\s*copy\b/i.test(sql) && isHit(sql)) throw new Error('IO Error: Could not write file "part-1.parquet": No space left on device');
    return run.call(this, sql, parameters);
  });
}

describe('a disk that is full', () => {
  it.each([
    ['for the copy of a file', () => breakDisk('openSync', 'ENOSPC', (path) => path.endsWith('.bytes'))],
    ['for the members of an archive', () => breakDisk('openSync', 'ENOSPC', (path) => path.endsWith('-1.bytes'))],
    ['for the folder of the canonical text', () => breakDisk('mkdirSync', 'ENOSPC', (path) => path.includes('read-'))],
    ['for the canonical text', () => breakDisk('openSync', 'ENOSPC', (path) => isWork(path) && path.endsWith('.csv'))],
    ['for the Parquet', () => failParquet(() => true)],
    ['for the Parquet of the second table', () => failParquet((sql) => sql.includes('absences'))],
    ['for the kept bytes', () => breakDisk('renameSync', 'ENOSPC', (path) => path.endsWith('.bytes'))],
    ['for the last of the kept bytes', () => breakDisk('renameSync', 'ENOSPC', (path) => path.endsWith('3.bytes'))],
    ['for the manifest', () => breakDisk('linkSync', 'ENOSPC', () => true)],
  ])('%s', async (_, breakIt) => {
    drop().put('一小.csv', students(pupils(3)));
    // As a command does: papers that are missing would be made up for.
    await writeImportPapers(drop().workspace, (await drop().import('2026-11-09'))!, '2026-11-09 08:00:00');
    drop()
      .put('二小.csv', students(pupils(3, { school: '2230100002' }, 10)))
      .put('压缩.zip', zip({ name: '三小.csv', content: students(pupils(3, { school: '2230100003' }, 20)) }))
      .put('考勤.csv', '学校标识码,学籍号,姓名,日期,考勤状态\n2230100001,G1,王,2026-11-03,旷课\n');
    const before = everything();
    breakIt();
    const { code, out, err } = await runCli('import', '--workspace', drop().workspace.folder);
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain('磁盘空间不足');
    restoreDisk();
    vi.restoreAllMocks();
    expect(everything()).toEqual(before);
    expect(readdirSync(drop().workspace.path('lake')).filter((name) => name.startsWith('.work-'))).toEqual([]);

    const again = await drop().import('2026-11-16');
    expect(again?.sources.map(({ loaded }) => loaded).sort()).toEqual([1, 3, 3]);
  });
});
