import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type ReadFilesOptions, readFiles } from '../../src/intake/reader-pool.ts';
import { type ReadJob, readerDied } from '../../src/intake/reading-job.ts';

const work = fs.mkdtempSync(path.join(tmpdir(), 'heji-pool-'));
afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

const files = path.join(import.meta.dirname, '..', 'files');

let folders = 0;
const jobFor = (name: string, bytes = 100): ReadJob => ({
  source: path.join(files, name),
  file: name,
  workDir: path.join(work, String(++folders)),
  bytes,
});

const read = (jobs: readonly ReadJob[], options: Partial<ReadFilesOptions> = {}) =>
  readFiles(jobs, { learned: [], onFile: () => {}, ...options });

/** A thread's program that is told what to do by the names of its files. */
function script(body: string): URL {
  const file = path.join(work, `script-${++folders}.mjs`);
  fs.writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     const read = (job) => ({ file: job.file, bytes: job.bytes, format: 'csv', encoding: null, sheets: [], refusal: null });
     const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
     parentPort.on('message', async (job) => { ${body}; parentPort.postMessage({ reading: read(job) }); });`,
  );
  return pathToFileURL(file);
}

const names = ['form37.csv', 'form37.xlsx', 'gb18030.csv', 'csv-named.xls', 'bad-byte.csv', 'unknown-header.csv', 'utf8-bom.csv'];

describe('reading files in threads', () => {
  it('gives what reading them one by one gives, in their order', async () => {
    const jobs = names.map((name) => jobFor(name));
    const [one, several] = [await read(jobs, { threads: 1 }), await read(jobs, { threads: 3 })];
    expect(several.map(({ file }) => file)).toEqual(names);
    expect(several).toEqual(one);
  });

  it('knows the learned titles there too', async () => {
    const learned = [{ dataset: 'students', title: '学籍号', column: null }];
    const readings = await read([jobFor('form37.csv'), jobFor('utf8-bom.csv')], { learned, threads: 2 });
    expect(readings).toEqual(
      await read(
        [jobFor('form37.csv'), jobFor('utf8-bom.csv')].map((job, index) => ({
          ...job,
          workDir: path.dirname(readings[index]!.sheets[0]!.canonical.path),
        })),
        { learned, threads: 1 },
      ),
    );
  });

  it('costs a dead thread its file, and goes on', async () => {
    const jobs = ['甲', '死', '乙', '丙', '死', '丁'].map((name) => jobFor(name));
    const readings = await read(jobs, { threads: 2, script: script(`if (job.file === '死') process.exit(1)`) });
    expect(readings.map(({ file, refusal }) => [file, refusal])).toEqual([
      ['甲', null],
      ['死', readerDied],
      ['乙', null],
      ['丙', null],
      ['死', readerDied],
      ['丁', null],
    ]);
  });

  it('out of memory is such a death', async () => {
    const readings = await read([jobFor('甲'), jobFor('乙')], {
      threads: 2,
      script: script(`if (job.file === '甲') throw new RangeError('Invalid array length')`),
    });
    expect(readings.map(({ refusal }) => refusal?.message)).toEqual([readerDied.message, undefined]);
  });

  it('stops at a disk that is full, with the system’s error', async () => {
    const full = script(
      `if (job.file === '满') return parentPort.postMessage({ failure: { message: 'ENOSPC: no space left', code: 'ENOSPC', path: '/a' } })`,
    );
    await expect(
      read(
        ['甲', '满', '乙'].map((name) => jobFor(name)),
        { threads: 2, script: full },
      ),
    ).rejects.toMatchObject({
      code: 'ENOSPC',
      path: '/a',
      message: expect.stringContaining('ENOSPC'),
    });
  });

  it('reads a large file alone', async () => {
    const log = path.join(work, 'log');
    fs.writeFileSync(log, '');
    const logged = script(
      `const fs = await import('node:fs'); fs.appendFileSync(${JSON.stringify(log)}, '+' + job.file); await wait(60); fs.appendFileSync(${JSON.stringify(log)}, '-')`,
    );
    const sizes: [string, number][] = [
      ['小', 1],
      ['大', 49 << 20],
      ['小', 1],
      ['小', 1],
    ];
    await read(
      sizes.map(([name, bytes]) => jobFor(name, bytes)),
      { threads: 3, script: logged },
    );
    expect(fs.readFileSync(log, 'utf8')).toMatch(/^\+小-\+大-(\+小|-){4}$/);
  });

  it('reads files together up to 48 MB', async () => {
    const half = 24 << 20;
    for (const [bytes, together] of [
      [half, 2],
      [half + 1, 1],
    ] as const) {
      let running = 0;
      let most = 0;
      const jobs = [jobFor('甲', half), jobFor('乙', bytes)];
      const readings = read(jobs, {
        threads: 2,
        script: script('await wait(100)'),
        onFile: () => {
          running += 1;
          most = Math.max(most, running);
        },
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(most).toBe(together);
      await readings;
    }
  });

  it('tells of each file as it is begun', async () => {
    const told: [string, number, number][] = [];
    await read([jobFor('form37.csv'), jobFor('gb18030.csv')], { onFile: (...file) => told.push(file) });
    expect(told).toEqual([
      ['form37.csv', 0, 2],
      ['gb18030.csv', 1, 2],
    ]);
  });

  it('an error inside a reader costs that file alone', async () => {
    const odd = { ...jobFor('form37.csv'), file: null as unknown as string };
    const [first, second] = await read([odd, jobFor('gb18030.csv')]);
    expect(first?.refusal?.message).toContain('交给维护人员');
    expect(second?.refusal).toBeNull();
  });

  it('no room for the canonical text is an error of the disk, not of the file', async () => {
    const job = { ...jobFor('form37.csv'), workDir: path.join(files, 'form37.csv', 'no-folder') };
    await expect(read([job])).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(read([job, jobFor('gb18030.csv')], { threads: 2 })).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
