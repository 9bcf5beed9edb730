import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importDrop } from '../../src/lake/import.ts';
import { breakDisk, restoreDisk } from './broken-disk.ts';
import { eachDrop, pupils, students } from './drop.ts';

const drop = eachDrop();
const inbox = (...parts: string[]) => join(drop().workspace.inbox, ...parts);
const good = students(pupils(3));
const other = students(pupils(2, { school: '2230100002' }, 10));

const importNow = (day = '2026-11-16', onProgress: (text: string) => void = () => {}) =>
  importDrop(drop().workspace, { paths: [], dataDate: null, dayOfReceipt: day, receivedAt: `${day} 08:00:00`, dryRun: false, onProgress });

/** What an import said of every file, and what it loaded. */
async function told(day?: string, onProgress?: (text: string) => void) {
  const { manifest, left } = await importNow(day, onProgress);
  return {
    loaded: (manifest?.sources ?? []).map(({ file, loaded }) => [file, loaded]),
    refused: (manifest?.refusals ?? []).map(({ file, kind, reason }) => [file, kind, reason]),
    left,
  };
}

describe('a file that changes', () => {
  it('while the drop is read is refused and stays; the one beside it is loaded', async () => {
    drop().put('写到一半.csv', good).put('好.csv', other);
    const outcome = await told(undefined, (text) => {
      if (text.startsWith('读取 1/')) appendFileSync(inbox('写到一半.csv'), '2230100001,,还有一个,男,,三年级,1班,在读\n');
    });
    expect(outcome.loaded).toEqual([['好.csv', 2]]);
    expect(outcome.refused).toEqual([['写到一半.csv', 'refused', expect.stringContaining('正在写入')]]);
    expect(existsSync(inbox('写到一半.csv'))).toBe(true);
    expect((await told('2026-11-17')).loaded).toEqual([['写到一半.csv', 4]]);
  });

  it('is refused although its bytes are those of a file that came before', async () => {
    drop().put('旧.csv', good);
    await importNow('2026-11-09');
    drop().put('新.csv', good).put('好.csv', other);
    const outcome = await told(undefined, (text) => {
      if (text.startsWith('读取 1/')) appendFileSync(inbox('新.csv'), '\n');
    });
    expect(outcome.refused).toEqual([['新.csv', 'refused', expect.stringContaining('正在写入')]]);
    expect(outcome.loaded).toEqual([['好.csv', 2]]);
  });

  it('after it was read stays in the inbox, because what is there now was not loaded', async () => {
    drop().put('学生.csv', good);
    const outcome = await told(undefined, (text) => {
      if (text.startsWith('核对报送')) writeFileSync(inbox('学生.csv'), other);
    });
    expect(outcome.loaded).toEqual([['学生.csv', 3]]);
    expect(outcome.left).toEqual([{ file: '学生.csv', reason: expect.stringContaining('又被改动') }]);
    expect((await told('2026-11-17')).loaded).toEqual([['学生.csv', 2]]);
  });
});

describe('a file that somebody has open', () => {
  it.each(['~$学生.csv', '.~学生.csv', '.~lock.学生.csv#'])('shown by %s beside it, is read with a note', async (lock) => {
    drop().put('学生.csv', good).put(lock, 'x');
    const { manifest } = await importNow();
    expect(manifest?.sources[0]?.notes).toEqual([expect.stringContaining('还没保存的改动不在内')]);
    expect(manifest?.refusals.map(({ file, kind }) => [file, kind])).toEqual([[lock, 'ignored']]);
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])('and that cannot be opened (%s) is refused and stays', async (code) => {
    drop().put('开着.csv', good).put('好.csv', other);
    breakDisk('openSync', code, (path) => path.endsWith('开着.csv'));
    const outcome = await told();
    expect(outcome.loaded).toEqual([['好.csv', 2]]);
    expect(outcome.refused).toEqual([['开着.csv', 'refused', expect.stringContaining('可能正被WPS或Excel打开')]]);
    expect(existsSync(inbox('开着.csv'))).toBe(true);
  });
});

describe('what is no plain file', () => {
  it('links, also dangling ones and those to folders, are not followed', async () => {
    drop().put('好.csv', other);
    const outside = join(drop().workspace.folder, '..', '外面');
    mkdirSync(outside);
    writeFileSync(join(outside, '学生.csv'), good);
    symlinkSync(join(outside, '学生.csv'), inbox('到文件.csv'));
    symlinkSync(outside, inbox('到文件夹'));
    symlinkSync(join(outside, '没有.csv'), inbox('断的.csv'));
    const outcome = await told();
    expect(outcome.loaded).toEqual([['好.csv', 2]]);
    expect(outcome.refused.map(([file, kind]) => [file, kind])).toEqual([
      ['到文件.csv', 'refused'],
      ['到文件夹', 'refused'],
      ['断的.csv', 'refused'],
    ]);
    expect(outcome.refused[0]?.[2]).toContain('没有顺着它去读');
    expect(existsSync(join(outside, '学生.csv'))).toBe(true);
  });

  it('a link that the user names himself is followed', async () => {
    drop();
    const target = join(drop().workspace.folder, '真的.csv');
    writeFileSync(target, good);
    symlinkSync(target, join(drop().workspace.folder, '链接.csv'));
    const { manifest } = await importDrop(drop().workspace, {
      paths: [join(drop().workspace.folder, '链接.csv')],
      dataDate: null,
      dayOfReceipt: '2026-11-16',
      receivedAt: '2026-11-16 08:00:00',
      dryRun: false,
      onProgress: () => {},
    });
    expect(manifest?.sources.map(({ file, loaded, place }) => [file, loaded, place])).toEqual([['链接.csv', 3, null]]);
    expect(existsSync(target)).toBe(true);
  });

  it('a pipe and a socket are not waited for', async () => {
    drop().put('好.csv', other);
    execFileSync('mkfifo', [inbox('管道.csv')]);
    const server = net.createServer().listen(inbox('插座.csv'));
    const outcome = await told();
    server.close();
    expect(outcome.loaded).toEqual([['好.csv', 2]]);
    expect(outcome.refused).toEqual([
      ['插座.csv', 'refused', expect.stringContaining('不是普通文件')],
      ['管道.csv', 'refused', expect.stringContaining('不是普通文件')],
    ]);
  });

  it('a folder that may not be read is named', async () => {
    drop().put('好.csv', other).put('锁着/学生.csv', good);
    breakDisk('readdirSync', 'EACCES', (path) => path.endsWith('锁着'));
    const outcome = await told();
    expect(outcome.loaded).toEqual([['好.csv', 2]]);
    expect(outcome.refused).toEqual([['锁着', 'refused', expect.stringContaining('没有读取权限')]]);
  });
});

describe('names', () => {
  it('with quotes, line breaks and characters above the BMP', async () => {
    const names = [`引'号".csv`, '换\n行.csv', '😀𠮷.csv', '空 格 .csv', '%s$x`;.csv'];
    for (const [index, name] of names.entries()) drop().put(name, students(pupils(1, { school: `223010000${index + 1}` }, index)));
    const outcome = await told();
    expect(outcome.refused).toEqual([]);
    expect(outcome.loaded.map(([file]) => file).sort()).toEqual([`引'号".csv`, '换 行.csv', '😀𠮷.csv', '空 格 .csv', '%s$x`;.csv'].sort());
    expect(readdirSync(inbox('已导入', '2026-11-16'))).toHaveLength(5);
  });

  it('that are no UTF-8 are refused: nobody could tell which file is meant', async () => {
    drop().put('好.csv', other);
    writeFileSync(Buffer.concat([Buffer.from(`${inbox()}/`), Buffer.from('d1a7c9fa2e637376', 'hex')]), good);
    const outcome = await told();
    expect(outcome.loaded).toEqual([['好.csv', 2]]);
    expect(outcome.refused).toEqual([[expect.stringContaining('.csv'), 'refused', expect.stringContaining('乱码')]]);
  });

  it('of 255 bytes, twice: the second is shortened so that its number fits', async () => {
    const name = `${'长'.repeat(83)}ab.csv`;
    expect(Buffer.byteLength(name)).toBe(255);
    drop().put(name, good);
    expect((await told()).left).toEqual([]);
    drop().put(name, other);
    expect((await told()).left).toEqual([]);
    const moved = readdirSync(inbox('已导入', '2026-11-16')).sort();
    expect(moved).toEqual([`${'长'.repeat(82)}(2).csv`, name].sort());
  });
});

describe('an inbox that files cannot leave', () => {
  it.each(['EACCES', 'EROFS', 'EPERM', 'EBUSY'])('(%s): they are loaded, said, and not loaded twice', async (code) => {
    drop().put('学生.csv', good);
    breakDisk('renameSync', code, (path) => path.includes('inbox'));
    const first = await told();
    expect(first.loaded).toEqual([['学生.csv', 3]]);
    expect(first.left).toEqual([{ file: '学生.csv', reason: expect.stringContaining('还留在收件文件夹') }]);

    const second = await told('2026-11-17');
    expect(second.loaded).toEqual([]);
    expect(second.refused).toEqual([['学生.csv', 'ignored', expect.stringContaining('已在批次 000001 导入')]]);

    restoreDisk();
    expect((await told('2026-11-18')).left).toEqual([]);
    expect(existsSync(inbox('学生.csv'))).toBe(false);
  });

  it('but the same bytes sent again are a receipt', async () => {
    drop().put('学生.csv', good);
    breakDisk('renameSync', 'EACCES', (path) => path.includes('inbox'));
    await importNow();
    restoreDisk();
    renameSync(inbox('学生.csv'), inbox('..', '旧.csv'));
    drop().put('学生.csv', good);
    const { manifest } = await importNow('2026-11-17');
    expect(manifest?.submissions).toMatchObject([{ is_unchanged: true, data_date: '2026-11-17' }]);
  });

  it('a read-only file is no obstacle', async () => {
    drop().put('学生.csv', good);
    chmodSync(inbox('学生.csv'), 0o444);
    expect(await told()).toEqual({ loaded: [['学生.csv', 3]], refused: [], left: [] });
    expect(existsSync(inbox('学生.csv'))).toBe(false);
  });
});
