import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAsset } from '../../src/assets.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';

// dup-near-id compares only numbers that agree at one end or the other: no slip of the hand, wherever it is, may escape it by that.

let engine: DuckDbEngine;

beforeAll(async () => {
  engine = await DuckDbEngine.open();
});
afterAll(() => engine.close());

/** What the check says of each name, whose two numbers are given. */
async function differencesOf(pairs: readonly (readonly [name: string, one: string, other: string])[]): Promise<Map<string, unknown[]>> {
  const numbers = pairs.flatMap(([name, one, other]) => [`(${literal(name)}, ${literal(one)})`, `(${literal(name)}, ${literal(other)})`]);
  await engine.run(`create or replace table current_students as
    select name_key || id_key as record_key, '2230100001' as school_code, null::varchar as registry_number, id_key as id_number,
           name_key as name, name_key, 7 as grade_no, 1 as class_no, date '2026-10-16' as data_date, false as is_status_uncertain, id_key, true as is_active
    from (values ${numbers.join(', ')}) t(name_key, id_key)`);
  const found = new Map<string, unknown[]>();
  for (const row of await engine.rows(readAsset('sql', 'checks', 'dup-near-id', 'check.sql'))) {
    const name = String(row.subject_name);
    found.set(name, [...(found.get(name) ?? []), row.difference]);
  }
  return found;
}

/** No character stands twice side by side, so that every slip makes another number. */
const numbers = ['2301042013091501', '23010420130915017', '230104201309150173', '2301042013091501738', 'E12345678'];

const other = (character: string): string => (character === '9' ? '8' : '9');

it.each(numbers.map((number) => [number.length, number] as const))('finds a slip at every place of %i characters', async (size, number) => {
  const places = Array.from({ length: size }, (_, index) => index);
  const slips = [
    ...places.map((at) => [`第${at + 1}位不同`, at, number.slice(0, at) + other(number[at]!) + number.slice(at + 1)] as const),
    ...places
      .slice(1)
      .map((at) => ['相邻两位互换', at, number.slice(0, at - 1) + number[at]! + number[at - 1]! + number.slice(at + 1)] as const),
    ...places.map((at) => ['多或少一位', at, number.slice(0, at) + number.slice(at + 1)] as const),
  ];
  const found = await differencesOf(slips.map(([difference, at, slip]) => [`${difference}${at}`, number, slip]));
  for (const [difference, at] of slips) expect(found.get(`${difference}${at}`), `${difference} ${at}`).toEqual([difference, difference]);
});

it('finds nothing where two characters differ, or two are missing', async () => {
  const number = '230104201309150173';
  const pairs = [
    ['两位', '930104201309150179'],
    ['隔一位互换', '032104201309150173'],
    ['少两位', '2301042013091501'],
    ['少一位又错一位', '93010420130915017'],
  ] as const;
  expect(await differencesOf(pairs.map(([name, slip]) => [name, number, slip]))).toEqual(new Map());
});
