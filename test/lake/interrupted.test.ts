import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whileLocked } from '../../src/workspace/lock.ts';
import { runCli } from '../cli/run-cli.ts';
import { eachDrop, pupils, students } from './drop.ts';

const drop = eachDrop();
const lake = (...parts: string[]) => drop().workspace.path('lake', ...parts);
const names = (...parts: string[]) => (existsSync(lake(...parts)) ? readdirSync(lake(...parts)) : []);
/** No process has it: above what any system gives out. */
const deadProcess = 2 ** 30;

describe('an import that was killed', () => {
  it.each(['读取 2/2', '装载', '核对报送'])('at “%s” changed nothing, and the next one removes what it left', async (until) => {
    drop()
      .put('一小.csv', students(pupils(3)))
      .put('二小.csv', students(pupils(2, { school: '2230100002' }, 10)));
    const script = join(import.meta.dirname, 'killed-import.ts');
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', script, drop().workspace.folder, until], { stdio: 'ignore' });
    expect(signal).toBe('SIGKILL');
    expect(names().filter((name) => name.startsWith('.work-'))).toHaveLength(1);
    expect(names('_manifests')).toEqual([]);

    const manifest = await drop().import();
    expect(manifest?.id).toBe('000001');
    expect(manifest?.sources.map(({ loaded }) => loaded)).toEqual([3, 2]);
    expect(names().filter((name) => name.startsWith('.'))).toEqual([]);
    expect(names('students')).toHaveLength(1);
  });
});

describe('what lies about in the lake', () => {
  const put = (...parts: string[]) => {
    mkdirSync(lake(...parts), { recursive: true });
    writeFileSync(lake(...parts, 'x'), 'x');
  };

  it('of processes that are gone is removed', async () => {
    put(`.work-${deadProcess}-00ff`);
    put('students', '000001-dead');
    drop().put('一小.csv', students(pupils(3)));
    await drop().import();
    expect(names().sort()).toEqual(['_manifests', 'students']);
    expect(names('students')).toHaveLength(1);
  });

  it('of a process that lives is left alone, and snapshots with it', async () => {
    put(`.work-${process.pid}-00ff`);
    put('students', '000001-dead');
    drop().put('一小.csv', students(pupils(3)));
    await drop().import();
    expect(names()).toContain(`.work-${process.pid}-00ff`);
    expect(names('students')).toHaveLength(2);
  });

  it('is not touched by a dry run', async () => {
    put(`.work-${deadProcess}-00ff`);
    drop().put('一小.csv', students(pupils(3)));
    await runCli('import', '--dry-run', '--workspace', drop().workspace.folder);
    expect(names()).toEqual([`.work-${deadProcess}-00ff`]);
  });
});

describe('two at once', () => {
  it.each([['import'], ['restage']])('%s waits for nobody: it says who is at work', async (command) => {
    drop().put('一小.csv', students(pupils(3)));
    await whileLocked(drop().workspace.folder, '导入', async () => {
      const { code, err } = await runCli(command, '--workspace', drop().workspace.folder);
      expect(code).toBe(5);
      expect(err).toContain('另一个核籍正在导入');
    });
    expect(names('_manifests')).toEqual([]);
  });
});
