import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withTypedCommand } from '../../src/cli/typed-command.ts';

const programs = mkdtempSync(join(tmpdir(), 'heji-typed-'));
afterAll(() => rmSync(programs, { recursive: true, force: true }));
writeFileSync(join(programs, 'heji'), '');

const installation = { node: '/opt/node/bin/node', entry: '/opt/heji/bin/heji.mjs' };
const folder = '/srv/heji';
const told = (workspace: string, env: Record<string, string>, text = '→ 运行 heji accept'): string =>
  withTypedCommand(text, workspace, { env, folder, installation }).slice(text.length);
const line = (command: string): string => `\n\n上面写作 heji 的命令，在这里这样输入（以 heji due 为例）：\n  ${command}`;

describe('how commands are typed', () => {
  it('is told where heji is no command: through npm in a clone, else by its files', () => {
    expect(told('/srv/依兰县', { npm_lifecycle_event: 'heji', PATH: programs })).toBe(line('npm run heji -- due --workspace ../依兰县'));
    expect(told(folder, { PATH: '' })).toBe(line('/opt/node/bin/node /opt/heji/bin/heji.mjs due'));
  });

  it('names the workspace where the command is not called in it, such that a shell takes it for one word', () => {
    expect(told('/srv/heji/我的 学籍', { PATH: programs })).toBe(line('heji due --workspace "我的 学籍"'));
  });

  it('is not told where they work as they stand, or none was named', () => {
    expect(told(folder, { PATH: `/nowhere:${programs}` })).toBe('');
    expect(told(folder, { PATH: '' }, '没有待办')).toBe('');
  });

  // npx and `npm test` set the name of what they run too.
  it('takes no other script of npm for the one that starts heji', () => {
    expect(told(folder, { npm_lifecycle_event: 'test', PATH: programs })).toBe('');
  });
});
