import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whileLocked } from '../../src/workspace/lock.ts';
import { Workspace } from '../../src/workspace/workspace.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heji-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settings = (text: string) => {
  writeFileSync(join(folder, 'heji.yaml'), text);
  return () => Workspace.open(folder);
};

describe('heji.yaml', () => {
  it('as init writes it', () => {
    const workspace = Workspace.create(join(folder, 'w'), '230123', '依兰县', 'heilongjiang-2020');
    expect(workspace.settings).toMatchObject({
      county_code: '230123',
      county_name: '依兰县',
      persons_scope: 'county',
      transfer_open_workdays: 60,
      overrides: [],
    });
    expect(() => Workspace.create(join(folder, 'w'), '230123', '依兰县', 'heilongjiang-2020')).toThrow('已经是核籍工作区');
  });

  it.each([
    ['county_code: "2301"\ncounty_name: 某县\npolicy: p\n', '第1行“county_code”：应为 6 位行政区划码'],
    ['county_code: "230123"\ncounty_name: 某县\npolicy: p\npersons_scope: 全部\n', '第4行“persons_scope”'],
    [
      'county_code: "230123"\ncounty_name: 某县\npolicy: p\nterms:\n  first: { from: "9-1", to: "01-15" }\n  second: { from: "03-01", to: "07-15" }\n',
      '第5行“terms.first.from”：应写成 09-01 这样的月-日',
    ],
    ['county_code: "230123"\ncounty_name: 某县\npolicy: p\ntransfer_open_workdays: 0\n', '第4行“transfer_open_workdays”'],
    ['county_code: [\n', '不是合法的 YAML'],
  ])('%j', (text, sentence) => {
    expect(settings(text)).toThrow(sentence);
  });

  it('a folder without one is no workspace', () => {
    expect(() => Workspace.open(folder)).toThrow('不是核籍工作区');
  });
});

describe('the lock', () => {
  it('lets one in at a time and is gone afterwards', async () => {
    await whileLocked(folder, '导入', async () => {
      await expect(whileLocked(folder, '运行', async () => {})).rejects.toThrow(`另一个核籍正在导入（进程 ${process.pid}，`);
    });
    expect(await whileLocked(folder, '运行', async () => 'done')).toBe('done');
  });

  it('of a process that is gone does not count', async () => {
    await whileLocked(folder, '导入', async () => {
      const path = join(folder, 'logs', 'running.json');
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), pid: 2 ** 30 }));
      expect(await whileLocked(folder, '运行', async () => 'done')).toBe('done');
    });
  });
});
