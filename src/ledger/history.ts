import type { Engine } from '../engine/engine.ts';
import { literal, valueLiteral } from '../engine/sql-text.ts';
import type { StoredCommit } from './commit-file.ts';
import { readEvents } from './state-events.ts';

const columns = `number varchar, sequence integer, "at" varchar, "by" varchar, run varchar, type varchar, from_status varchar, to_status varchar,
  mark varchar, why varchar, detail varchar, text varchar`;

/**
 * Makes `ledger_history`: a row for each event of the findings meant, oldest first by `sequence`. `text`: what was answered, judged, or the
 * waiver's reason.
 */
export async function createHistory(engine: Engine, commits: readonly StoredCommit[], number: string | null): Promise<void> {
  await engine.run(`create or replace table ledger_history (${columns})`);
  const isMeant = number === null ? 'true' : `number = ${literal(number)} or starts_with(number, ${literal(`${number}-`)})`;
  for (const commit of commits) {
    await readEvents(engine, commit);
    await engine.run(`insert into ledger_history ${historySql(commit, isMeant)}`);
  }
}

const historySql = ({ head }: StoredCommit, isMeant: string): string => `
  with changes as (
      select type, number, cast(null as varchar) as from_status, 'new' as to_status, cast(null as varchar) as mark, 'found' as why,
             cast(null as varchar) as detail, cast(null as varchar) as text
      from ledger_events where type = 'opened'
      union all
      select type, unnest(numbers), "from", "to", mark, why, detail, null from ledger_events where type = 'status'
      union all
      select type, number, null, null, null, action, null, concat_ws('；', situation, proof) from ledger_events where type = 'reply'
      union all
      select type, number, null, null, null, case when accepted then 'accepted' else 'rejected' end, null, reason
      from ledger_events where type = 'verdict'
      union all
      select type, number, null, null, null, null, cast(until as varchar), reason from ledger_events where type in ('waived', 'unwaived')
  )
  select number, ${head.sequence}, ${literal(head.at)}, ${literal(head.by)}, ${valueLiteral(head.run?.run ?? null)}, type, from_status,
         to_status, mark, why, detail, text
  from changes where ${isMeant}`;
