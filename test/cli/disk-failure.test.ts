import { expect, it } from 'vitest';
import { diskFailure } from '../../src/cli/disk-failure.ts';

it.each([
  ["ENOSPC: no space left on device, write '/a'", '磁盘空间不足'],
  ['IO Error: Could not write file "/a": No space left on device', '磁盘空间不足'],
  ["EROFS: read-only file system, mkdir '/a'", '没有写入或读取的权限'],
  ['IO Error: Cannot open file "/a": Permission denied', '没有写入或读取的权限'],
])('%s', (message, sentence) => {
  expect(diskFailure(new Error(message))).toContain(sentence);
});

it('names the path that the system names', () => {
  expect(diskFailure(Object.assign(new Error('EACCES: permission denied'), { path: 'D:\\学籍\\lake' }))).toContain('（D:\\学籍\\lake）');
});

it('leaves other errors to others', () => {
  expect(diskFailure(new Error('Binder Error: no such column'))).toBeNull();
  expect(diskFailure('ENOSPC')).toBeNull();
});
