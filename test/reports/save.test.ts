import { promises } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveFile } from '../../src/reports/save.ts';
import { newFolder } from './opened.ts';

const locked = { names: new Set<string>(), code: 'EBUSY' };

// A file that is open in another program cannot be made here, so renaming says what it says then.
const { rename } = promises;
beforeEach(() => {
  vi.spyOn(promises, 'rename').mockImplementation(async (from, to) => {
    if (locked.names.has(String(to))) throw Object.assign(new Error('locked'), { code: locked.code });
    return rename(from, to);
  });
  syncBuiltinESMExports();
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const bytes = (text: string) => new TextEncoder().encode(text);

describe('saving a file', () => {
  let folder = '';
  let file = '';
  beforeEach(async () => {
    locked.names.clear();
    folder = await newFolder();
    file = join(folder, '周检.xlsx');
  });

  it('makes the folder, replaces what was there and leaves nothing else', async () => {
    const deep = join(folder, 'outbox', '周检.xlsx');
    await saveFile(bytes('one'), deep);
    expect(await saveFile(bytes('two'), deep)).toBe(deep);
    expect(await readFile(deep, 'utf8')).toBe('two');
    expect(await readdir(join(folder, 'outbox'))).toEqual(['周检.xlsx']);
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])('takes a second name when the file is open (%s)', async (code) => {
    await saveFile(bytes('old'), file);
    locked.code = code;
    locked.names.add(file);
    expect(await saveFile(bytes('new'), file)).toBe(join(folder, '周检(2).xlsx'));
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readFile(join(folder, '周检(2).xlsx'), 'utf8')).toBe('new');
    expect((await readdir(folder)).sort()).toEqual(['周检(2).xlsx', '周检.xlsx']);
  });

  it('takes the ninth name, but no tenth', async () => {
    const name = (number: number) => join(folder, `周检(${number}).xlsx`);
    locked.code = 'EBUSY';
    locked.names = new Set([file, ...[2, 3, 4, 5, 6, 7, 8].map(name)]);
    expect(await saveFile(bytes('x'), file)).toBe(name(9));
    locked.names.add(name(9));
    await expect(saveFile(bytes('x'), file)).rejects.toThrow(/周检\.xlsx 写不进去.*请关闭/);
    expect(await readdir(folder)).toEqual(['周检(9).xlsx']);
  });

  it('does not hide another failure', async () => {
    locked.code = 'ENOSPC';
    locked.names.add(file);
    await expect(saveFile(bytes('x'), file)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readdir(folder)).toEqual([]);
  });
});
