import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lastBackup } from '../../src/backup/backup.ts';
import { readList } from '../../src/backup/backup-list.ts';
import { whileLocked } from '../../src/workspace/lock.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { newFolder, runCli } from '../cli/run-cli.ts';
import { breakDisk } from '../lake/broken-disk.ts';
import { earlierWorkspace } from '../workspace/earlier.ts';
import { contents } from '../workspace/folder-contents.ts';

const elsewhere = newFolder();
let folder: string;
let into: string;
let number = 0;
beforeEach(() => {
  folder = earlierWorkspace('1-all-checks');
  number += 1;
  into = join(elsewhere, String(number));
});

const backup = () => runCli('backup', into, '-w', folder);
const made = () => join(into, '2026-11-21-1');
const restored = () => join(into, 'restored');
const restore = (target = restored()) => runCli('restore', made(), target);

describe('heji backup', () => {
  it('copies every file with its time, and restore makes the same workspace of it', async () => {
    const time = new Date('2026-11-16T08:00:00+08:00');
    utimesSync(join(folder, 'ledger/events/000002.json'), time, time);
    mkdirSync(join(folder, 'inbox', '一小'));
    const before = contents(folder);
    expect(await backup()).toMatchObject({
      code: 0,
      out: expect.stringContaining('核对无误（运行 2 次，最近一次 2026-11-16-1，问题 10 条）'),
    });
    expect(await restore()).toMatchObject({ code: 0, out: expect.stringContaining('（运行 2 次，最近一次 2026-11-16-1，问题 10 条）') });
    expect(contents(restored())).toEqual(before);
    expect(statSync(join(restored(), 'ledger/events/000002.json')).mtime).toEqual(time);
    expect(statSync(join(restored(), 'inbox', '一小')).isDirectory()).toBe(true);
    expect((await runCli('findings', 'list', '-w', restored(), '--run', '2026-11-16-1')).out).toContain('2026-000004');
    expect(readdirSync(into).sort()).toEqual(['2026-11-21-1', 'restored']);
  });

  it('goes into the workspace when no folder is named, says that another disk is better, and never backs up backups', async () => {
    for (const name of ['2026-11-21-1', '2026-11-21-2']) {
      const { out } = await runCli('backup', '-w', folder);
      expect(out).toContain('请把它拷到另一个磁盘');
      const { files } = readList(join(folder, 'backups', name));
      expect(files.map(({ path }) => path).filter((path) => path.startsWith('backups/'))).toEqual([]);
    }
    expect(lastBackup(Workspace.open(folder))).toEqual({ at: '2026-11-21 09:30:00', folder: join(folder, 'backups', '2026-11-21-2') });
    const { out } = await runCli('doctor', '-w', folder);
    expect(out).toMatch(/正常 {2}备份：最近一次 2026-11-21 09:30/);
  });

  it('leaves out locks and what is half-made, and follows a folder that was linked to another disk', async () => {
    for (const path of ['lake/_manifests/.0a.tmp', 'logs/backups.tmp']) writeFileSync(join(folder, path), '');
    const moved = join(elsewhere, `received-${number}`);
    mkdirSync(moved);
    for (const name of readdirSync(join(folder, 'received')))
      writeFileSync(join(moved, name), readFileSync(join(folder, 'received', name)));
    rmSync(join(folder, 'received'), { recursive: true });
    symlinkSync(moved, join(folder, 'received'), 'junction');
    expect((await backup()).code).toBe(0);
    const paths = readList(made()).files.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('.tmp') || path.startsWith('logs/running'))).toEqual([]);
    expect(paths.filter((path) => path.startsWith('received/'))).toHaveLength(readdirSync(moved).length);
  });

  it('is noted in the access log, without the place', async () => {
    await backup();
    const line = JSON.parse(readFileSync(join(folder, 'logs/access.jsonl'), 'utf8').trimEnd().split('\n').at(-1)!);
    expect([line.action, line.rows]).toEqual(['备份整个工作区', readList(made()).files.length]);
  });

  it('waits for nobody: while another process writes it says who', async () => {
    await whileLocked(folder, '导入', async () => {
      expect(await backup()).toMatchObject({ code: 5, err: expect.stringContaining('另一个核籍正在导入') });
    });
    expect(() => readdirSync(into)).toThrow('ENOENT');
  });

  it('refuses a folder in the workspace', async () => {
    expect(await runCli('backup', join(folder, 'outbox', '备份'), '-w', folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining('在工作区里面'),
    });
  });

  it.each([
    ['copying', () => breakDisk('writeSync', 'ENOSPC', () => true)],
    ['the list', () => breakDisk('writeFileSync', 'ENOSPC', (path) => path.endsWith('校验.json'))],
    ['the name', () => breakDisk('renameSync', 'ENOSPC', (path) => path.endsWith('2026-11-21-1.tmp'))],
  ])('leaves nothing when the disk is full while %s', async (_, breakIt) => {
    const before = contents(folder);
    breakIt();
    expect(await backup()).toMatchObject({ code: 4, err: expect.stringContaining('磁盘空间不足') });
    expect(readdirSync(into)).toEqual([]);
    expect(contents(folder)).toEqual(before);
  });
});

describe('heji restore', () => {
  it('names the damaged files of a backup, each with what is wrong, and restores nothing', async () => {
    await backup();
    const event = join(made(), 'ledger/events/000002.json');
    const text = readFileSync(event, 'utf8');
    writeFileSync(event, text.replace('"run"', '"rum"'));
    writeFileSync(join(made(), 'heji.yaml'), '');
    rmSync(join(made(), 'ledger/alias.key'));
    const { code, err } = await restore();
    expect(code).toBe(4);
    expect(err).toContain('3 个文件和备份时不一样');
    expect(err).toContain('  · ledger/events/000002.json：内容和备份时不同\n');
    expect(err).toMatch(/ {2}· heji\.yaml：大小应为 \d+ 字节，现在是 0 字节\n/);
    expect(err).toContain('  · ledger/alias.key：不见了\n');
    expect(readdirSync(into)).toEqual(['2026-11-21-1']);
  });

  it('refuses a folder that holds anything, and takes an empty one', async () => {
    await backup();
    mkdirSync(restored());
    expect((await restore()).code).toBe(0);
    const before = contents(restored());
    expect(await restore()).toMatchObject({ code: 2, err: expect.stringContaining('不是空文件夹') });
    expect(contents(restored())).toEqual(before);
  });

  it('refuses what is no backup, a damaged list, and a list that points out of its folder', async () => {
    expect(await runCli('restore', folder, restored())).toMatchObject({ code: 4, err: expect.stringContaining('不是核籍的备份') });
    await backup();
    const list = join(made(), '校验.json');
    const text = readFileSync(list, 'utf8');
    writeFileSync(list, text.slice(0, 200));
    expect(await restore()).toMatchObject({ code: 4, err: expect.stringContaining('校验.json 已损坏') });
    writeFileSync(list, text.replace('"path": "heji.yaml"', '"path": "../heji.yaml"'));
    expect(await restore()).toMatchObject({ code: 4, err: expect.stringContaining('校验.json 已损坏') });
  });

  it('refuses a ledger that holds less than what was backed up', async () => {
    await backup();
    const list = join(made(), '校验.json');
    writeFileSync(list, readFileSync(list, 'utf8').replace('"findings": 10', '"findings": 11'));
    expect(await restore()).toMatchObject({ code: 4, err: expect.stringContaining('恢复出来的台账和备份时不同') });
    expect(readdirSync(into)).toEqual(['2026-11-21-1']);
  });

  it('says what the backup before an upgrade is for', async () => {
    await runCli('accept', '2230100001', '-w', folder);
    const upgrade = join(folder, 'backups', '升级前-格式1-2026-11-21-093000');
    expect(await runCli('restore', upgrade, restored())).toMatchObject({ code: 2, err: expect.stringContaining('要退回旧版核籍') });
  });

  it.each([
    ['writing', () => breakDisk('writeSync', 'ENOSPC', () => true)],
    ['the folder', () => breakDisk('mkdirSync', 'ENOSPC', (path) => path.includes('heji-restore'))],
  ])('leaves nothing when the disk is full while %s', async (_, breakIt) => {
    await backup();
    breakIt();
    expect(await restore()).toMatchObject({ code: 4, err: expect.stringContaining('磁盘空间不足') });
    expect(readdirSync(into)).toEqual(['2026-11-21-1']);
  });
});
