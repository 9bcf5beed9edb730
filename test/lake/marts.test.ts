import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { buildMarts, martsFor } from '../../src/lake/marts.ts';

/** What would be done, one word a statement: the mart that is built, or -mart for one that is dropped. */
async function built(readers: readonly string[] | undefined, ...statements: string[]): Promise<string[]> {
  const done: string[] = [];
  const engine: Engine = {
    run: async (sql) => {
      const [, action, mart] = /^(create or replace|drop) table (\w+)/.exec(sql)!;
      done.push(action === 'drop' ? `-${mart}` : mart!);
    },
    rows: async () => [],
    close: () => {},
  };
  await buildMarts(engine, martsFor(statements), '2026-11-16', readers);
  return done;
}

const absences = 'select * from current_absences';

describe('marts', () => {
  it('stay when nobody says who reads them', async () => {
    const done = await built(undefined, absences);
    expect(done).toContain('pupil_days');
    expect(done.filter((step) => step.startsWith('-'))).toEqual([]);
  });

  it('are dropped once the last mart above them is there, never before, and never what is read', async () => {
    const done = await built([absences, 'select * from class_days'], absences);
    expect(done).toContain('-pupil_days');
    expect(done.indexOf('-pupil_days')).toBe(done.indexOf('absence_runs') + 1);
    expect(done).not.toContain('-current_absences');
    expect(done).not.toContain('-class_days');
    const dropped = done.filter((step) => step.startsWith('-'));
    expect(new Set(dropped).size).toBe(dropped.length);
    const left = done.filter((step) => !step.startsWith('-') && !done.includes(`-${step}`));
    expect(left.sort()).toEqual(['class_days', 'current_absences']);
  });

  it('that a later mart reads outlive earlier readers', async () => {
    const done = await built([absences], absences);
    const lastReader = Math.max(...['absence_runs', 'absence_excuses', 'pupil_days', 'class_days'].map((mart) => done.indexOf(mart)));
    expect(done.indexOf('-current_students')).toBeGreaterThan(lastReader);
  });
});
