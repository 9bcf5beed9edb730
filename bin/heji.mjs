#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli/heji.js', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`核籍需要 Node.js 20.19 或更新的版本，现在是 ${process.versions.node}。请先升级 Node.js。\n`);
  process.exitCode = 1;
} else if (!existsSync(entry)) {
  process.stderr.write('核籍还没有编译。请在它的文件夹里运行 npm run build。\n');
  process.exitCode = 1;
} else {
  await import(entry.href);
}
