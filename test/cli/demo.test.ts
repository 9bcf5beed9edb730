import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, runCli } from './run-cli.ts';

const folder = join(newFolder(), 'demo');

describe('heji demo', { timeout: 120_000 }, () => {
  it('shows two weeks of a county and what to try next, and can be run again', async () => {
    const first = await runCli('demo', folder, '--pupils', '600', '--seed', '2');
    expect([first.code, first.err]).toEqual([0, '']);
    for (const title of ['报送：共 3 所学校', '问题：', '未运行：', '已豁免：', '未导入：', '报表（号码已脱敏）', '接着可以试：']) {
      expect(first.out).toContain(title);
    }
    expect(first.out).toMatch(/类别 +级别 +条数 +新增 +持续/);
    expect(readdirSync(join(folder, 'outbox')).sort()).toEqual(['2026-11-09-1', '2026-11-16-1', '导入-000001', '导入-000002']);

    writeFileSync(join(folder, '我的笔记.txt'), '');
    const second = await runCli('demo', folder, '--pupils', '600', '--seed', '2');
    expect(second.out).toBe(first.out);
    expect(existsSync(join(folder, '我的笔记.txt'))).toBe(false);
    expect(existsSync(join(folder, 'logs', 'running.json'))).toBe(false);
  });
});
