import { describe, expect, it } from 'vitest';
import { folderViewer } from '../../src/cli/open-folder.ts';
import { worstExit } from '../../src/cli/worst-exit.ts';

describe('the exit code of several steps', () => {
  it.each([
    [[], 0],
    [[0, 0], 0],
    [[0, 3, 0], 3],
    [[3, 2], 2],
    [[2, 5], 5],
    [[5, 4], 4],
    [[5, null], 4],
    [[4, 1, 0], 1],
  ])('%j is %i', (codes, worst) => {
    expect(worstExit(codes)).toBe(worst);
  });
});

describe('a folder is shown', () => {
  it.each([
    ['win32', {}, 'explorer.exe'],
    ['darwin', {}, 'open'],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['linux', { DISPLAY: '' }, null],
    ['linux', {}, null],
  ] as const)('on %s with %j by %s', (platform, environment, viewer) => {
    expect(folderViewer(platform, environment)).toBe(viewer);
  });
});
