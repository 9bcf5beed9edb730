import { expect, it } from 'vitest';
import type { Manifest } from '../../src/lake/manifest.ts';
import { workingMemory } from '../../src/pipelines/working-memory.ts';

const batch = (...sources: [dataset: string, loaded: number][]): Manifest =>
  ({ kind: 'import', sources: sources.map(([dataset, loaded]) => ({ dataset, loaded })) }) as unknown as Manifest;

it.each([
  ['nothing', [], 2, '260MB'],
  ['more threads', [], 8, '500MB'],
  ['just what the least is enough for', [batch(['absences', 2_600_000])], 2, '260MB'],
  ['one row more', [batch(['absences', 2_600_001])], 2, '261MB'],
  ['events of all imports', [batch(['absences', 4_000_000]), batch(['absences', 4_000_000])], 2, '800MB'],
  ['pupils only once', [batch(['students', 4_000_000]), batch(['students', 4_000_000])], 2, '400MB'],
] as const)('%s', (_what, manifests, threads, limit) => {
  expect(workingMemory(manifests, threads)).toBe(limit);
});
