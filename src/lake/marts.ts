import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { assetPath, readAsset } from '../assets.ts';
import { datasets } from '../datasets/dictionary.ts';
import { bindAsOf } from '../engine/as-of.ts';
import type { Engine } from '../engine/engine.ts';

/** Relations that checks share, each a file of sql/marts, by name. */
export const martSql: ReadonlyMap<string, string> = new Map(
  readdirSync(assetPath('sql', 'marts'))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => [basename(file, '.sql'), readAsset('sql', 'marts', file)]),
);

/** Names after `from` and `join`: everything a statement reads, its own steps included. */
export function relationsOf(sql: string): Set<string> {
  const code = sql.replace(/--.*$/gm, '');
  return new Set([...code.matchAll(/\b(?:from|join)\s+([a-z_][a-z0-9_]*)/gi)].map((match) => match[1]!.toLowerCase()));
}

/** The marts that statements need, in an order in which each can be built. */
export function martsFor(statements: Iterable<string>): string[] {
  const ordered: string[] = [];
  const visit = (sql: string): void => {
    for (const name of relationsOf(sql)) {
      const mart = martSql.get(name);
      if (mart === undefined || ordered.includes(name)) continue;
      visit(mart);
      ordered.push(name);
    }
  };
  for (const sql of statements) visit(sql);
  return ordered;
}

/** The datasets that statements and the marts below them read. */
export function datasetsFor(statements: readonly string[]): string[] {
  const everything = [...statements, ...martsFor(statements).map((name) => martSql.get(name)!)];
  const read = new Set(everything.flatMap((sql) => [...relationsOf(sql)]));
  return [...datasets.keys()].filter((id) => read.has(id) || (id === 'students' && [...read].some((name) => name.startsWith('students_'))));
}

/**
 * Builds marts in their order. Of `readers`, the statements that come after, it is known what they read: a mart that they do not is dropped
 * as soon as the last mart above it is there, since some are as large as all the attendance. Without readers every mart stays.
 */
export async function buildMarts(engine: Engine, names: readonly string[], asOf: string, readers?: readonly string[]): Promise<void> {
  const kept = new Set(readers === undefined ? names : readers.flatMap((sql) => [...relationsOf(sql)]));
  const built = new Set<string>();
  for (const [index, name] of names.entries()) {
    await engine.run(`create or replace table ${name} as ${bindAsOf(martSql.get(name)!, asOf)}`);
    built.add(name);
    const ahead = new Set(names.slice(index + 1).flatMap((later) => [...relationsOf(martSql.get(later)!)]));
    for (const done of [...built].filter((mart) => !kept.has(mart) && !ahead.has(mart))) {
      await engine.run(`drop table ${done}`);
      built.delete(done);
    }
  }
}
