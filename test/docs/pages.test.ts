import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assetPath } from '../../src/assets.ts';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { exampleLines } from '../../src/docs/case-examples.ts';
import { allPages, generatedFolders } from '../../src/docs/pages.ts';

const pages = allPages();

describe('published pages', () => {
  it.each([...pages])('%s is what its sources say; if not, run npm run docs', (path, text) => {
    expect(readFileSync(assetPath('docs', path), 'utf8')).toBe(text);
  });

  it('has no page of a check or regulation that is no more', () => {
    const written = generatedFolders.flatMap((folder) => readdirSync(assetPath('docs', folder)).map((file) => `${folder}/${file}`));
    expect(written.sort()).toEqual([...pages.keys()].sort());
  });

  it.each([...pages])('%s links only to pages that exist', (path, text) => {
    const folder = path.split('/')[0]!;
    const links = [...text.matchAll(/\]\(([^)]+\.md)\)/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(0);
    const targets = links.map((link) => (link.startsWith('../') ? link.slice(3) : `${folder}/${link}`));
    expect(targets.filter((target) => !pages.has(target))).toEqual([]);
  });

  it.each([...pages])('%s leaves no table cell unfilled by mistake', (_path, text) => {
    expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
  });
});

it('a parameter that follows another check says so', () => {
  const text = pages.get('检查/dropout-not-marked.md')!;
  expect(text).toContain(
    '| `max_days` | 自然日 | 7自然日 | 跟随 [`absence-suspected-dropout`](absence-suspected-dropout.md)，只能在那里改 |',
  );
});

describe.each(loadChecks())('$id', (check) => {
  it('is told in at least two examples, one found and one not', () => {
    const lines = exampleLines(check);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.some((line) => /\*\*报/.test(line))).toBe(true);
    expect(lines.some((line) => /\*\*(?:不报|列为已豁免|不适用|未运行)/.test(line))).toBe(true);
  });

  it('cites a regulation where the regulation speaks of it, and only there', () => {
    const text = pages.get(`检查/${check.id}.md`)!;
    for (const row of text.split('\n').filter((line) => line.includes('](../规定/'))) {
      expect(/没有规定/.test(row)).toBe(!/第[一二三四五六七八九十]+条：/.test(row));
    }
  });
});
