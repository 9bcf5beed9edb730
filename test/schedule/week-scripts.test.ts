import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unixScript, windowsScript, writeWeekScripts } from '../../src/schedule/week-scripts.ts';
import { newFolder } from '../cli/run-cli.ts';

const folder = newFolder();
const installation = { node: 'C:\\Program Files (x86)\\node&js\\node.exe', entry: "D:\\100%核籍\\张's\\bin\\heji.mjs" };
writeWeekScripts(folder, installation);
const bytes = readFileSync(`${folder}/${windowsScript}`);
const lines = bytes.toString('utf8').split('\r\n');

describe('周检.cmd', () => {
  it('has a CR before every LF, and no mark of UTF-8, which cmd.exe would take for a command', () => {
    expect(bytes.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(lines[0]).toBe('@echo off');
    expect(lines.at(-1)).toBe('');
  });

  it('is in ASCII until the code page is UTF-8', () => {
    expect(lines[1]).toBe('chcp 65001 >nul');
    expect(lines.slice(0, 2).join('')).toMatch(/^[ -~]*$/);
  });

  it('works where it lies, on a share of the network too', () => {
    expect(lines[2]).toBe('pushd "%~dp0"');
    expect(lines).toContain('popd');
  });

  it('calls the installed command, else the Node and the folder of the installation, in quotes and with %% for %', () => {
    const entry = "D:\\100%%核籍\\张's\\bin\\heji.mjs";
    expect(lines.slice(3, 7)).toEqual([
      'set "HEJI="',
      'where heji >nul 2>nul && set "HEJI=call heji"',
      `if not defined HEJI if exist "${installation.node}" if exist "${entry}" set HEJI="${installation.node}" "${entry}"`,
      'if defined HEJI %HEJI% week',
    ]);
  });

  it('says what is wrong when there is no heji, and stays open until a key is pressed', () => {
    const [message, ...rest] = lines.slice(7);
    expect(message).toMatch(/^if not defined HEJI echo 找不到核籍：.*heji week --scripts。$/);
    // What cmd.exe would read as more than text.
    expect(message!.slice(message!.indexOf('echo'))).not.toMatch(/[&|<>^%()"]/);
    expect(rest).toEqual(['popd', 'echo.', 'pause', '']);
  });

  it('has no labels and no blocks', () => {
    expect(lines.filter((line) => line.startsWith(':') || /\bgoto\b/.test(line) || line.trim() === ')')).toEqual([]);
  });
});

describe('周检.sh', () => {
  it('may be executed, and is in quotes that a quote in a path does not end', () => {
    expect(statSync(`${folder}/${unixScript}`).mode & 0o777).toBe(0o755);
    expect(readFileSync(`${folder}/${unixScript}`, 'utf8')).toContain("'D:\\100%核籍\\张'\\''s\\bin\\heji.mjs' week");
  });

  it('replaces an earlier one', () => {
    writeWeekScripts(folder, { node: '/usr/bin/node', entry: '/opt/heji/bin/heji.mjs' });
    expect(readFileSync(`${folder}/${unixScript}`, 'utf8')).toContain("'/usr/bin/node' '/opt/heji/bin/heji.mjs' week");
  });
});
