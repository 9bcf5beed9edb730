import { expect, test } from 'vitest';
import { isJunk } from '../../../src/intake/reading.ts';

test.each([
  '~$名册.xlsx',
  '子目录/~$x.xlsx',
  'Thumbs.db',
  '.DS_Store',
  'desktop.ini',
  'Desktop.ini',
  'a.tmp',
  '.~lock.名册.xlsx#',
  '._名册.xlsx',
])('%s is no data', (name) => expect(isJunk(name)).toMatch(/不是数据$/));

test.each(['名册.xlsx', '$x.xlsx', '~x.xlsx', 'tmp.csv', '子目录.tmp/a.csv'])('%s is to be read', (name) =>
  expect(isJunk(name)).toBeNull(),
);
