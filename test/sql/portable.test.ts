import { readdirSync } from 'node:fs';
import { Dialect, transpile } from '@polyglot-sql/sdk';
import { describe, expect, it } from 'vitest';
import { assetPath, readAsset } from '../../src/assets.ts';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { envelope } from '../../src/checks/definition.ts';
import { bindAsOf } from '../../src/engine/as-of.ts';
import { lint } from './lint.ts';
import { selectedNames } from './select-list.ts';

const checks = loadChecks();
const statements = [
  ...checks.map(({ id, sql }) => [`checks/${id}/check.sql`, sql] as const),
  ...readdirSync(assetPath('sql', 'marts')).map((file) => [`marts/${file}`, readAsset('sql', 'marts', file)] as const),
];

describe.each(statements)('%s', (_file, sql) => {
  it('keeps to what both engines share', () => {
    expect(lint(sql)).toEqual([]);
  });

  it('says first what it gives', () => {
    expect(sql).toMatch(/^-- \S/);
  });

  it('goes over into Trino', () => {
    const result = transpile(bindAsOf(sql, '2026-10-16'), Dialect.DuckDB, Dialect.Trino);
    expect(result.success, result.error).toBe(true);
    expect(result.sql).toHaveLength(1);
  });
});

/** Beside the evidence a check may give what its message says of a class. */
const spoken = ['class_label'];

describe.each(checks)('$id', (check) => {
  const names = selectedNames(check.sql);

  it('returns the envelope, then its evidence', () => {
    expect(names.slice(0, envelope.length)).toEqual([...envelope]);
    const evidence = names.slice(envelope.length).filter((name) => !spoken.includes(name));
    expect(evidence.sort()).toEqual(Object.keys(check.evidence).sort());
  });

  it('speaks only of what it returns', () => {
    const messages = [check.message, ...Object.values(check.variants).map((variant) => variant.message ?? '')];
    const spokenOf = messages.flatMap((message) => [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));
    const known = [...Object.keys(check.evidence), 'grade_label', 'class_label'];
    expect(spokenOf.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('lets an explanation lapse by evidence that it has', () => {
    expect(check.material.filter((name) => !(name in check.evidence))).toEqual([]);
  });

  it('declares the variants that it returns', () => {
    const written = [...check.sql.matchAll(/'([一-鿿]+)'(?=(?:\s+end)?\s+as variant|\s+(?:when [^\n]+\n\s+)?end as variant)/g)];
    expect(written.map((match) => match[1]!).filter((variant) => !(variant in check.variants))).toEqual([]);
  });

  it('reads every number that it declares', () => {
    expect(Object.keys(check.params).filter((name) => !check.sql.includes(`p.${name}`))).toEqual([]);
  });
});
