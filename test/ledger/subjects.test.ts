import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { AliasKey } from '../../src/ledger/alias.ts';
import { fold, type LedgerState } from '../../src/ledger/state.ts';
import { type NamedSubject, type ResolvedSubjects, resolveSubjects } from '../../src/ledger/subjects.ts';

const folder = mkdtempSync(join(tmpdir(), 'heji-subjects-'));
const key = AliasKey.open(folder);
let engine: DuckDbEngine;

beforeAll(async () => {
  engine = await DuckDbEngine.open();
  const columns = '(record_key varchar, school_code varchar, registry_key varchar, id_key varchar, name_key varchar, birth_date date)';
  for (const table of ['current_students', 'vanished_students']) await engine.run(`create table ${table} ${columns}`);
  await engine.run("insert into current_students values ('000001-1-2', '2230100001', 'G1', '1', '王芳', '2016-01-02')");
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const school = (code: string): NamedSubject => ({ key: code, kind: 'school', alias: code });
const classOf = (own: string, cohort: string): NamedSubject => ({ key: own, kind: 'class', alias: cohort });
const nothing = fold([]);
const resolve = (students: readonly string[], named: readonly NamedSubject[], state: LedgerState = nothing): Promise<ResolvedSubjects> =>
  resolveSubjects(engine, state, key, students, named);
const stateAfter = ({ events }: ResolvedSubjects): LedgerState => fold([{ sequence: 1, events: [...events] }]);

describe('subjects', () => {
  it('a pupil, a class and a school get one each', async () => {
    const { subjectOf, events } = await resolve(['000001-1-2'], [classOf('2230100001||3|1', '2230100001||2024|1'), school('2230100001')]);
    expect(new Set(subjectOf.values()).size).toBe(3);
    expect(events.map((event) => (event.type === 'subject' ? event.kind : event.type))).toEqual(['student', 'class', 'school']);
    expect(JSON.stringify(events)).not.toContain('2230100001');
  });

  it('keep it, and nothing is written down again', async () => {
    const first = await resolve(['000001-1-2'], [school('2230100001'), school('22301')]);
    const again = await resolve(['000001-1-2'], [school('22301'), school('2230100001')], stateAfter(first));
    expect(again.events).toEqual([]);
    for (const own of ['000001-1-2', '2230100001', '22301']) expect(again.subjectOf.get(own)).toBe(first.subjectOf.get(own));
  });

  it('a school is not the class of the same name', async () => {
    const first = await resolve([], [school('2230100001')]);
    const second = await resolve([], [classOf('2230100001', '2230100001')], stateAfter(first));
    expect(second.subjectOf.get('2230100001')).not.toBe(first.subjectOf.get('2230100001'));
  });

  it('a row of somebody who is not on the registry has one of its own, again and again', async () => {
    const first = await resolve(['police:1:7', 'police:1:8'], []);
    expect(new Set(first.subjectOf.values()).size).toBe(2);
    const again = await resolve(['police:1:7', '000001-1-2'], [], stateAfter(first));
    expect(again.subjectOf.get('police:1:7')).toBe(first.subjectOf.get('police:1:7'));
    expect(again.events).toMatchObject([{ type: 'subject', kind: 'student' }]);
  });
});
