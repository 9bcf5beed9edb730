import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { assetPath } from '../../src/assets.ts';
import { buildProgram } from '../../src/cli/command-line.ts';
import type { HejiCommand } from '../../src/cli/heji-command.ts';
import { Session } from '../../src/cli/session.ts';
import { codeSpans, readDocument, shellLines, tableRows } from './markdown.ts';

const documents = ['README.md', 'docs/手册.md', 'CONTRIBUTING.md'];

/** The command line with every action taken out: what is written is parsed to the last option, and nothing is done. */
function inertProgram(): HejiCommand {
  const program = buildProgram(new Session({ out: () => {}, err: () => {}, progressWidth: null }));
  for (const command of leaves(program)) command.action(() => {});
  return program;
}

const leaves = (command: HejiCommand): HejiCommand[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap((child) => leaves(child as HejiCommand));

const nameOf = (command: HejiCommand): string =>
  command.parent ? `${nameOf(command.parent as HejiCommand)} ${command.name()}` : command.name();

/** @throws Failure for what the command line does not take. */
async function parse(line: string): Promise<void> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
  try {
    await inertProgram().parseAsync(words.slice(1), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    throw error;
  }
}

/** As called by name, or through npm in a clone. */
const hejiLine = (line: string): string | null => /^(?:npm run heji --|heji) .+/.exec(line)?.[0].replace('npm run heji --', 'heji') ?? null;

describe.each(documents)('%s', (document) => {
  const text = readDocument(document);
  const lines = shellLines(text);

  test('every command in its blocks is one that can be typed', async () => {
    for (const line of lines.map(hejiLine)) if (line !== null) await expect(parse(line), line).resolves.toBeUndefined();
  });

  test('every command named in its text exists', () => {
    const known = new Set(leaves(inertProgram()).map(nameOf));
    const groups = new Set([...known].map((name) => name.split(' ').slice(0, 2).join(' ')));
    const named = codeSpans(text).flatMap((span) => /^heji [a-z]+(?: [a-z]+)?/.exec(span)?.[0] ?? []);
    const unknown = named.filter((name) => !known.has(name) && !groups.has(name) && !known.has(name.split(' ').slice(0, 2).join(' ')));
    expect(unknown.filter((name) => name !== 'heji help')).toEqual([]);
  });

  test('every npm script that it names exists', () => {
    const { scripts } = JSON.parse(readFileSync(assetPath('package.json'), 'utf8')) as { scripts: Record<string, string> };
    const all = [...lines, ...codeSpans(text)].join('\n');
    const named = [...all.matchAll(/npm (?:run )?([a-z]+)/g)].map((match) => match[1]!).filter((name) => !['ci', 'install'].includes(name));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

test('a command with an option that does not exist, or without one that must be there, is noticed', async () => {
  await expect(parse('heji run weekly-inspection --fast')).rejects.toThrow('--fast');
  await expect(parse('heji findings export')).rejects.toThrow('--format');
  await expect(parse('heji inspect')).rejects.toThrow('inspect');
});

test('README and 手册 have commands to copy', () => {
  expect(shellLines(readDocument('README.md')).filter(hejiLine).length).toBeGreaterThanOrEqual(2);
  expect(shellLines(readDocument('docs/手册.md')).filter(hejiLine).length).toBeGreaterThanOrEqual(15);
});

test('手册 lists every command', () => {
  const listed = new Set(tableRows(readDocument('docs/手册.md')).map(([first]) => first));
  expect(
    leaves(inertProgram())
      .map(nameOf)
      .filter((name) => !listed.has(name)),
  ).toEqual([]);
});
