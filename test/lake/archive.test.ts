import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ArchiveBudget, bombRefusal, harmlessBytes, mostBytes, mostMembers, mostRatio, unsafeName } from '../../src/lake/archive-limits.ts';
import { csv, eachDrop, pupils, students } from './drop.ts';
import { zip } from './zip.ts';

const drop = eachDrop();
const one = students(pupils(3));
const two = students(pupils(2, { school: '2230100002' }, 10));
const inInbox = (file: string) => existsSync(join(drop().workspace.inbox, file));

async function imported(archive: Buffer, name = '外层.zip') {
  drop().put(name, archive);
  const manifest = (await drop().import())!;
  return {
    loaded: manifest.sources.map(({ file, loaded }) => [file, loaded]),
    refused: manifest.refusals.map(({ file, kind, reason }) => [file, kind, reason] as const),
    manifest,
  };
}

describe('an archive in the drop', () => {
  it('is read member by member, named by it, and put away', async () => {
    const { loaded, refused, manifest } = await imported(
      zip(
        { name: '一小/', content: '', method: 0 },
        { name: '一小/学生.csv', content: one },
        { name: '二小.csv', content: two, method: 0 },
      ),
    );
    expect(loaded).toEqual([
      ['外层.zip/一小/学生.csv', 3],
      ['外层.zip/二小.csv', 2],
    ]);
    expect(refused).toEqual([]);
    expect(inInbox('外层.zip')).toBe(false);
    expect(inInbox('已导入/2026-11-16/外层.zip')).toBe(true);
    const kept = readdirSync(drop().workspace.path('received')).sort();
    expect(kept).toEqual(manifest.sources.map(({ sha256 }) => sha256).sort());
  });

  it('with names in GBK, as Chinese Windows packs', async () => {
    const { loaded } = await imported(zip({ name: Buffer.from('d1a7c9fa2e637376', 'hex'), content: one, flags: 0 }));
    expect(loaded).toEqual([['外层.zip/学生.csv', 3]]);
  });

  it('in an archive is opened, one deeper is not', async () => {
    const inner = zip({ name: '学生.csv', content: one });
    const { loaded } = await imported(zip({ name: '里层.zip', content: inner }), '甲.zip');
    expect(loaded).toEqual([['甲.zip/里层.zip/学生.csv', 3]]);
    const { refused } = await imported(
      zip({ name: '中.zip', content: zip({ name: '里.zip', content: zip({ name: 'a.csv', content: two }) }) }),
      '乙.zip',
    );
    expect(refused).toMatchObject([['乙.zip/中.zip/里.zip', 'refused', expect.stringContaining('三层')]]);
  });

  it('with rubbish in it: the rubbish is named and the archive put away', async () => {
    const { loaded, refused } = await imported(
      zip(
        { name: '学生.csv', content: one },
        { name: '__MACOSX/._学生.csv', content: 'x' },
        { name: '~$学生.xlsx', content: 'x' },
        { name: 'a/Thumbs.db', content: 'x' },
      ),
    );
    expect(loaded).toEqual([['外层.zip/学生.csv', 3]]);
    expect(refused.map(([file, kind]) => [file, kind])).toEqual([
      ['外层.zip/__MACOSX/._学生.csv', 'ignored'],
      ['外层.zip/~$学生.xlsx', 'ignored'],
      ['外层.zip/a/Thumbs.db', 'ignored'],
    ]);
    expect(inInbox('外层.zip')).toBe(false);
  });

  it.each([
    ['above', { name: '../../../外面.csv', content: one }, '指向压缩包以外'],
    ['absolute', { name: '/tmp/heji-外面.csv', content: one }, '指向压缩包以外'],
    ['on a drive', { name: 'C:\\外面.csv', content: one }, '指向压缩包以外'],
    ['backslashes upwards', { name: '..\\外面.csv', content: one }, '指向压缩包以外'],
    ['a link', { name: '链接.csv', content: '/etc/passwd', mode: 0o120777 }, '链接'],
    ['encrypted', { name: '密.csv', content: one, flags: 0x801 }, '密码'],
    ['damaged', { name: '坏.csv', content: one, crc: 1 }, '损坏'],
    ['larger than said', { name: '大.csv', content: one, size: 10 }, '损坏'],
    ['smaller than said', { name: '小.csv', content: one, size: 100_000 }, '损坏'],
    ['packed otherwise', { name: '怪.csv', content: one, method: 12 }, '压缩方法'],
    ['a bomb', { name: '弹.csv', content: 'x', size: harmlessBytes + 1 }, '不像表格文件'],
  ])('refuses a member that is %s, reads the others and stays', async (_, member, words) => {
    const { loaded, refused } = await imported(zip(member, { name: '学生.csv', content: two }));
    expect(loaded).toEqual([['外层.zip/学生.csv', 2]]);
    expect(refused).toEqual([[expect.stringContaining('外层.zip/'), 'refused', expect.stringContaining(words)]]);
    expect(inInbox('外层.zip')).toBe(true);
    expect(readdirSync(dirname(drop().workspace.folder))).toEqual(['workspace']);
    expect(existsSync('/tmp/heji-外面.csv')).toBe(false);
  });

  it.each([
    ['empty', zip(), '没有文件'],
    ['cut off', zip({ name: '学生.csv', content: one }).subarray(0, -30), /损坏|不完整/],
  ])('is refused when %s', async (_, archive, words) => {
    const { refused } = await imported(archive);
    expect(refused).toEqual([['外层.zip', 'refused', expect.stringMatching(words)]]);
  });

  it('that stays for one bad member is not loaded twice, nor counted as sent again', async () => {
    await imported(zip({ name: '学生.csv', content: one }, { name: '坏.csv', content: two, crc: 1 }));
    const again = (await drop().import('2026-11-17'))!;
    expect(again.sources).toEqual([]);
    expect(again.submissions).toEqual([]);
    expect(again.refusals.map(({ file, kind }) => [file, kind])).toEqual([
      ['外层.zip/坏.csv', 'refused'],
      ['外层.zip/学生.csv', 'ignored'],
    ]);
  });

  it('with reserved and hostile names: they are only names', async () => {
    const rows = (n: number) => students(pupils(1, { school: `223010000${n}` }, n));
    const names = ['CON.csv', 'b|c?.csv', `${'长'.repeat(300)}.csv`, '换\n行.csv', '同名.csv', '同名.csv'];
    const { loaded } = await imported(zip(...names.map((name, index) => ({ name, content: rows(index + 1) }))));
    expect(loaded.map(([file]) => file)).toEqual([
      '外层.zip/CON.csv',
      '外层.zip/b|c?.csv',
      `外层.zip/${'长'.repeat(300)}.csv`,
      '外层.zip/换 行.csv',
      '外层.zip/同名.csv',
      '外层.zip/同名.csv(2)',
    ]);
  });

  it('can be restaged from its members', async () => {
    const { restage } = await import('../../src/lake/restage.ts');
    await imported(zip({ name: '学生.csv', content: one }, { name: '坏.csv', content: csv(['甲'], ['1']), crc: 1 }));
    const outcome = await restage(drop().workspace, {
      receivedAt: '2026-11-20 08:00:00',
      dryRun: false,
      onProgress: () => {},
      onChanges: () => {},
    });
    expect(outcome).toMatchObject({ id: null, imports: 1, changes: { datasets: [], batches: [] } });
  });
});

describe('limits of an archive', () => {
  const entry = (size: number, compressedSize = size) => ({
    name: 'a.csv',
    size,
    compressedSize,
    method: 8,
    crc32: 0,
    offset: 0,
    isEncrypted: false,
    isDirectory: false,
    isSymbolicLink: false,
  });

  it.each([
    [mostMembers - 1, null],
    [mostMembers, null],
    [mostMembers + 1, expect.stringContaining('超过10000个')],
  ])('%i members', (count, outcome) => {
    expect(new ArchiveBudget().claim(Array.from({ length: count }, () => entry(1)))).toEqual(outcome);
  });

  it.each([
    [mostBytes - 1, null],
    [mostBytes, null],
    [mostBytes + 1, expect.stringContaining('超过4,096MB')],
  ])('%i bytes', (bytes, outcome) => {
    expect(new ArchiveBudget().claim([entry(bytes - 10), entry(10)])).toEqual(outcome);
  });

  it('counts archives inside', () => {
    const budget = new ArchiveBudget();
    expect(budget.claim([entry(mostBytes - 5)])).toBeNull();
    expect(budget.claim([entry(6)])).toContain('没有打开');
  });

  it.each([
    ['as large as is harmless', harmlessBytes, 1, null],
    ['a byte larger', harmlessBytes + 1, 1, expect.stringContaining('不像表格文件')],
    ['packed as much as allowed', mostRatio * 1_000_000, 1_000_000, null],
    ['packed a little more', mostRatio * 1_000_000 + 1, 1_000_000, expect.stringContaining('191MB')],
  ])('a member %s', (_, size, compressedSize, outcome) => {
    expect(bombRefusal(entry(size, compressedSize))).toEqual(outcome);
  });

  it.each(['a/b..csv', '..a.csv', 'a..', '学校/学生.csv', '第1:2班.csv'])('%s is a harmless name', (name) => {
    expect(unsafeName(name)).toBeNull();
  });
});
