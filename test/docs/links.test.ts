import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { assetPath } from '../../src/assets.ts';
import { anchors, linkTargets, readDocument } from './markdown.ts';

const underDocs = readdirSync(assetPath('docs'), { recursive: true, encoding: 'utf8' })
  .map((path) => `docs/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.md'));
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...underDocs];

const isInternal = (target: string): boolean => !/^[a-z]+:/.test(target);

test.each(documents)('%s: every link inside the project leads somewhere', (document) => {
  const text = readDocument(document);
  const broken = linkTargets(text)
    .filter(isInternal)
    .filter((target) => {
      const [path, anchor] = decodeURI(target).split('#') as [string, string | undefined];
      const file = path === '' ? document : posix.join(posix.dirname(document), path);
      if (!existsSync(assetPath(file))) return true;
      return anchor !== undefined && !anchors(readDocument(file)).includes(anchor);
    });
  expect(broken).toEqual([]);
});

test('a link that leads nowhere would be noticed', () => {
  expect(linkTargets('[a](b.md) ![c](d.png) [e](#f)')).toEqual(['b.md', 'd.png', '#f']);
  expect(anchors('# 一、安装\n## 九、设置 heji.yaml\n')).toEqual(['一安装', '九设置-hejiyaml']);
  expect(isInternal('https://semver.org')).toBe(false);
});
