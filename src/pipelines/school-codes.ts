import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import type { Manifest } from '../lake/manifest.ts';
import { possibleSuccessions, type SchoolSuccessors, standingSuccessors } from '../lake/school-successors.ts';
import type { Horizon } from '../lake/selection.ts';
import { LakeViews } from '../lake/views.ts';

/** Of the pupils of a school's last list so many have to be in the new code's, for the two to be one school. */
const leastShare = 0.8;
const leastPupils = 5;

/**
 * Which schools report under a corrected code: what the ledger knows, and what this run's data shows. Makes `new_school_codes` of the latter.
 * Needs the ledger's state and staging in the engine. `lastKnown`: the newest import of the run before; null: there was none.
 */
export async function findSuccessors(
  engine: Engine,
  lakeFolder: string,
  manifests: readonly Manifest[],
  horizon: Horizon,
  lastKnown: string | null,
): Promise<SchoolSuccessors> {
  await engine.run('create or replace table new_school_codes (from_code varchar, to_code varchar, shared integer, pupils integer)');
  const known = new Map(
    (await engine.rows('select * from ledger_school_codes')).map((row) => [String(row.from_code), String(row.to_code)]),
  );
  const possible = lastKnown === null ? [] : possibleSuccessions(manifests, horizon, lastKnown).filter(({ from }) => !known.has(from));
  if (possible.length > 0) {
    await new LakeViews(engine, lakeFolder, manifests, horizon).create(['students']);
    await engine.run(`insert into new_school_codes ${successionsSql(possible)}`);
  }
  const found = (await engine.rows('select * from new_school_codes')).map((row) => [String(row.from_code), String(row.to_code)] as const);
  return standingSuccessors(manifests, horizon, new Map([...known, ...found]));
}

/** The school with the most of the old code's pupils. Pupils are known by either number, or by name and birth date. */
const successionsSql = (possible: readonly { from: string; to: string }[]): string => `
    with possible as (
        select * from (values ${possible.map(({ from, to }) => `(${literal(from)}, ${literal(to)})`).join(', ')}) t(from_code, to_code)
    ),
    old as (select s.*, p.to_code from students s join possible p on p.from_code = s.school_code),
    sizes as (select school_code, count(*) as pupils from students group by school_code),
    same as (
        select o.school_code, o.to_code, o.record_key from old o join students s on s.school_code = o.to_code and s.registry_key = o.registry_key
        union
        select o.school_code, o.to_code, o.record_key from old o join students s on s.school_code = o.to_code and s.id_key = o.id_key
        union
        select o.school_code, o.to_code, o.record_key
        from old o join students s on s.school_code = o.to_code and s.name_key = o.name_key and s.birth_date = o.birth_date
    ),
    shares as (select school_code, to_code, count(*) as shared from same group by school_code, to_code)
    select h.school_code, h.to_code, h.shared, z.pupils
    from shares h
    join sizes z on z.school_code = h.school_code
    where h.shared >= ${leastPupils} and h.shared >= ${leastShare} * z.pupils
    qualify row_number() over (partition by h.school_code order by h.shared desc, h.to_code) = 1`;
