import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetPath } from '../assets.ts';

/** Where this program is: by it the scripts find it when `heji` is not installed as a command. */
export interface Installation {
  readonly node: string;
  readonly entry: string;
}

export const thisInstallation = (): Installation => ({ node: process.execPath, entry: assetPath('bin', 'heji.mjs') });

export const windowsScript = '周检.cmd';
export const unixScript = '周检.sh';

/** Writes what an office clicks on into a workspace, in place of earlier ones, and returns the files. */
export function writeWeekScripts(folder: string, installation: Installation = thisInstallation()): string[] {
  const scripts = [
    { file: join(folder, windowsScript), text: cmdText(installation), mode: 0o644 },
    { file: join(folder, unixScript), text: shText(installation), mode: 0o755 },
  ];
  for (const { file, text, mode } of scripts) {
    if (existsSync(file)) rmSync(file);
    writeFileSync(file, text, { mode });
    chmodSync(file, mode);
  }
  return scripts.map(({ file }) => file);
}

/**
 * No labels and no blocks: cmd.exe miscounts bytes behind a goto where the code page is UTF-8, and a bracket in a path would end a block.
 * Lines end in CR LF. What is said beyond "not found" the program says.
 */
function cmdText({ node, entry }: Installation): string {
  const lines = [
    '@echo off',
    'chcp 65001 >nul',
    // A share of the network gets a drive letter.
    'pushd "%~dp0"',
    'set "HEJI="',
    'where heji >nul 2>nul && set "HEJI=call heji"',
    `if not defined HEJI if exist "${percentSafe(node)}" if exist "${percentSafe(entry)}" set HEJI="${percentSafe(node)}" "${percentSafe(entry)}"`,
    'if defined HEJI %HEJI% week',
    'if not defined HEJI echo 找不到核籍：没有安装 heji 命令，安装时的文件夹也不在了。请重新安装核籍，再在这里运行一次 heji week --scripts。',
    'popd',
    'echo.',
    'pause',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** In a batch file a percent sign begins a variable. */
const percentSafe = (path: string): string => path.replaceAll('%', '%%');

function shText({ node, entry }: Installation): string {
  return `#!/bin/sh
cd "$(dirname "$0")" || exit 1
if command -v heji >/dev/null 2>&1; then
  heji week
elif [ -x ${quoted(node)} ] && [ -f ${quoted(entry)} ]; then
  ${quoted(node)} ${quoted(entry)} week
else
  echo '找不到核籍：没有安装 heji 命令，安装时的文件夹也不在了。请重新安装核籍，再在这里运行一次 heji week --scripts。' >&2
  false
fi
status=$?
if [ -t 0 ]; then
  printf '\\n按回车键结束。'
  read -r _
fi
exit $status
`;
}

const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
