import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assetPath } from '../../src/assets.ts';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { exitCode } from '../../src/failure.ts';
import { pipelineIds } from '../../src/pipelines/declaration.ts';
import { loadPacks, policiesDir } from '../../src/policy/load.ts';
import { readOverrides } from '../../src/policy/override.ts';
import { version } from '../../src/version.ts';
import { readSettings, settingsText } from '../../src/workspace/settings.ts';
import { codeBlocks, readDocument, tableRows } from './markdown.ts';

const readme = readDocument('README.md');
const manual = readDocument('docs/手册.md');
const checks = loadChecks();
const settingsBlocks = codeBlocks(manual).filter(({ language }) => language === 'yaml');

test('README lists every check, by id and title, and no other', () => {
  const ids = new Set(checks.map(({ id }) => id));
  const listed = tableRows(readme).filter(([id]) => id !== undefined && /^[a-z0-9]+(-[a-z0-9]+)+$/.test(id));
  expect(listed.map(([id]) => id).sort()).toEqual([...ids].sort());
  for (const { id, title } of checks) expect(listed.find(([first]) => first === id)?.[1]).toBe(title);
});

test('手册 explains every check under its title and leads to its page', () => {
  for (const { id, title } of checks) expect(manual).toContain(`**[${title}](检查/${id}.md)**：`);
});

test('README names every regulation by its short title and year', () => {
  const packs = loadPacks(policiesDir, checks);
  for (const id of packs.ids) expect(readme).toContain(`${packs.get(id).shortTitle} ${id.slice(-4)}`);
});

test('手册 says how to run every pipeline', () => {
  for (const id of pipelineIds()) expect(manual).toContain(`heji run ${id}\n`);
});

test.each([
  ['README.md', readme],
  ['手册', manual],
])('%s lists every exit code', (_name, text) => {
  const rows = tableRows(text).map(([first]) => first);
  expect(Object.values(exitCode).filter((code) => !rows.includes(String(code)))).toEqual([]);
});

test('手册 shows heji.yaml as init writes it, and explains every key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heji-docs-'));
  try {
    const read = (text: string) => {
      writeFileSync(join(folder, 'heji.yaml'), text);
      return readSettings(join(folder, 'heji.yaml'));
    };
    const settings = read(settingsText('230123', '依兰县', 'heilongjiang-2020'));
    expect(read(settingsBlocks[0]!.text)).toEqual(settings);
    const explained = tableRows(manual).map(([first]) => first);
    expect(Object.keys(settings).filter((key) => !explained.includes(key))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the overrides that 手册 gives as an example are accepted', () => {
  expect(readOverrides('heji.yaml', settingsBlocks[1]!.text, checks)).toHaveLength(2);
});

test('CHANGELOG begins with the version of the package', () => {
  expect(/^## (\S+)/m.exec(readDocument('CHANGELOG.md'))?.[1]).toBe(version);
});

test('decisions are numbered without a gap and have context, choice and cost', () => {
  const files = readdirSync(assetPath('docs', 'decisions')).sort();
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  for (const file of files) {
    const text = readDocument(`docs/decisions/${file}`);
    expect(text, file).toMatch(new RegExp(`^# ${Number(file.slice(0, 4))}\\. `));
    for (const part of ['**Context.**', '**Choice.**', '**What it costs.**']) expect(text, file).toContain(part);
  }
});

test('pictures are small enough for a page that loads at once', () => {
  for (const file of readdirSync(assetPath('docs', 'images'))) {
    expect(statSync(assetPath('docs', 'images', file)).size, file).toBeLessThanOrEqual(250 * 1024);
  }
});
