// Runs a command of the built product at a fixed time in a process of its own, which kills itself before or half-way through its n-th change
// of the disk, or stops before it until it is told to go on. Usage: node killable.mjs BUILD TIME LIMIT COUNT-FILE ARGUMENT…   LIMIT: 12, 12half,
// 12stop or none. COUNT-FILE is told how many changes there were, and that it stopped.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [build, time, limit, countFile, ...args] = process.argv.slice(2);
const last = limit === 'none' ? Number.POSITIVE_INFINITY : Number.parseInt(limit, 10);
const isHalf = limit.endsWith('half');
const isStop = limit.endsWith('stop');
const writeWhole = fs.writeFileSync;
let changes = 0;

const halves = {
  writeFileSync: (original, [file, data, ...more]) => original(file, data.slice(0, Math.floor(data.length / 2)), ...more),
  appendFileSync: (original, [file, data, ...more]) => original(file, data.slice(0, Math.floor(data.length / 2)), ...more),
  writeSync: (original, [file, data]) => original(file, data, 0, Math.floor(data.length / 2)),
};

const writesBy = (name, [, flags]) => name !== 'openSync' || (flags !== undefined && flags !== 'r');

function counted(name, original) {
  return (...given) => {
    if (!writesBy(name, given)) return original(...given);
    changes += 1;
    if (isStop && changes === last) {
      writeWhole(countFile, 'stopped');
      process.kill(process.pid, 'SIGSTOP');
    } else if (!isStop && changes >= last) {
      if (isHalf) halves[name]?.(original, given);
      process.kill(process.pid, 'SIGKILL');
    }
    return original(...given);
  };
}

const changing = [
  'openSync',
  'writeSync',
  'writeFileSync',
  'appendFileSync',
  'renameSync',
  'linkSync',
  'unlinkSync',
  'rmSync',
  'mkdirSync',
  'copyFileSync',
];
for (const name of changing) fs[name] = counted(name, fs[name]);
for (const name of ['writeFile', 'rename', 'rm', 'mkdir']) fs.promises[name] = counted(name, fs.promises[name].bind(fs.promises));
syncBuiltinESMExports();

const { runCommandLine } = await import(pathToFileURL(join(build, 'dist/cli/command-line.js')).href);
const { processTerminal } = await import(pathToFileURL(join(build, 'dist/cli/terminal.js')).href);
process.exitCode = await runCommandLine(args, processTerminal, new Date(time));
if (countFile !== '') writeWhole(countFile, String(changes));
