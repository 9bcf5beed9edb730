import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/command-line.ts';
import type { HejiCommand } from '../../src/cli/heji-command.ts';
import { Session } from '../../src/cli/session.ts';
import { datasets } from '../../src/datasets/dictionary.ts';
import { pipelineIds } from '../../src/pipelines/declaration.ts';
import { runCli } from './run-cli.ts';

const program = buildProgram(new Session({ out: () => {}, err: () => {}, progressWidth: null }));

function commandsOf(command: HejiCommand, path: readonly string[] = []): string[][] {
  const children = command.commands.flatMap((child) => commandsOf(child as HejiCommand, [...path, child.name()]));
  return [[...path], ...children];
}

const paths = commandsOf(program);

/** Names of the product's things and of formats; everything else in the help is Chinese. */
const knownNames = new Set([
  ...paths.flat(),
  ...pipelineIds(),
  ...datasets.keys(),
  ...[
    'heji',
    'help',
    'inbox',
    'outbox',
    'JSON',
    'jsonl',
    'csv',
    'arrow',
    'parquet',
    'table',
    'json',
    'xlsx',
    'heilongjiang-2020',
    'national-2013',
    'lingyuan-2021',
    'dup-id-number',
    'absence-suspected-dropout',
  ],
]);

describe('help', () => {
  it('knows every command', () => {
    expect(paths.map((path) => path.join(' '))).toEqual([
      '',
      'demo',
      'init',
      'import',
      'titles',
      'titles list',
      'titles forget',
      'accept',
      'restage',
      'run',
      'report',
      'findings',
      'findings list',
      'findings show',
      'findings history',
      'findings export',
      'runs',
      'runs list',
      'runs show',
      'runs diff',
      'replies',
      'replies import',
      'replies list',
      'replies review',
      'waive',
      'unwaive',
      'due',
      'todo',
      'week',
      'schedule',
      'schedule status',
      'trace',
      'audit',
      'audit verify',
      'audit list',
      'backup',
      'restore',
      'doctor',
      'checks',
      'checks list',
      'checks show',
      'policy',
      'policy show',
      'template',
      'generate',
    ]);
  });

  it.each(paths.map((path) => [path.join(' ') || 'heji', path] as const))(
    'of %s is Chinese and ends with examples',
    async (_name, path) => {
      const { code, out, err } = await runCli(...path, '--help');
      expect(code).toBe(0);
      expect(err).toBe('');
      expect(out).toMatch(/^用法：/);
      expect(out).toMatch(/\n示例：\n(?: {2}heji .+\n)+$/);
      const words = out
        .match(/[A-Za-z][A-Za-z0-9-]*/g)!
        .filter((word) => word.length > 1 && !knownNames.has(word) && !out.includes(`--${word}`));
      expect(words).toEqual([]);
    },
  );

  it.each([
    [['init'], 3],
    [['generate'], 3],
    [['findings', 'export'], 1],
    [['run'], 0],
  ])('of %j marks the options that must be written', async (path, options) => {
    const { out } = await runCli(...path, '--help');
    expect(out.match(/（必须写）/g) ?? []).toHaveLength(options);
  });

  it('of run says what becomes of a day to come', async () => {
    expect((await runCli('run', '--help')).out).toContain('今天以后的，会提醒，并把到那天才到期的算作到期；台账只能往后记');
  });

  it.each(['init', 'demo', 'generate'])('of %s says where the regulations are listed', async (command) => {
    expect((await runCli(command, '--help')).out).toMatch(/--policy .*heji policy show 列出全部/);
  });

  it('names every pipeline that can be run', async () => {
    const { out } = await runCli('run', '--help');
    for (const id of pipelineIds()) expect(out).toContain(id);
  });

  it('is shown for a bare call', async () => {
    expect(await runCli()).toEqual(await runCli('--help'));
  });

  it('of a group is shown on the error output when no command follows', async () => {
    const { code, out, err } = await runCli('checks');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('用法： heji checks');
  });

  it('gives the version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await runCli('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('startup', () => {
  it('loads nothing but commander and declarations before a command is called', () => {
    const source = resolve(dirname(fileURLToPath(import.meta.url)), '../../src');
    const packages = new Set<string>();
    const files = new Set<string>();
    const follow = (file: string): void => {
      if (files.has(file)) return;
      files.add(file);
      for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)[^;]*?from '(.+?)';/gms)) {
        if (name!.startsWith('.')) follow(resolve(dirname(file), name!));
        else packages.add(name!);
      }
    };
    follow(join(source, 'cli', 'heji.ts'));
    const outside = [...files].map((file) => relative(source, file)).filter((file) => !file.startsWith('cli/'));
    expect(outside.sort()).toEqual([
      'assets.ts',
      'calendar/days.ts',
      'failure.ts',
      'reports/measure.ts',
      'reports/style.ts',
      'version.ts',
      'workspace/local-time.ts',
    ]);
    expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual(['commander']);
  });
});
