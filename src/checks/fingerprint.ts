import { createHash } from 'node:crypto';
import { martSql, martsFor } from '../lake/marts.ts';
import type { CheckPolicy } from '../policy/resolve.ts';
import type { Check } from './definition.ts';

const shortHash = (...texts: readonly string[]): string => createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);

/** Tells whether a check still asks what it asked: its own statement, and the marts below it. */
export const checkVersion = ({ sql }: Check): string =>
  shortHash(
    sql,
    ...martsFor([sql])
      .sort()
      .map((mart) => martSql.get(mart)!),
  );

/** Tells whether the numbers by which a school is judged are what they were. */
export const numbersHash = ({ params }: CheckPolicy): string =>
  shortHash(
    ...Object.keys(params)
      .sort()
      .flatMap((name) => [name, JSON.stringify(params[name] ?? null)]),
  );

/** The evidence on which an accepted explanation rests. */
export const materialHash = (names: readonly string[], evidence: Readonly<Record<string, unknown>>): string =>
  shortHash(...[...names].sort().flatMap((name) => [name, JSON.stringify(evidence[name] ?? null)]));
