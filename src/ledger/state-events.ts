import { readFileSync } from 'node:fs';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { listLiteral, literal } from '../engine/sql-text.ts';
import { damagedLedger, laterLedger, type StoredCommit } from './commit-file.ts';
import { eventTypes, findingMarks, findingStatuses, type LedgerEvent, statusReasons } from './event.ts';
import { eventsOfFirstFormat } from './format-1.ts';

/** The fields of all events side by side. */
export const eventColumns = {
  type: 'varchar',
  subject: 'varchar',
  kind: 'varchar',
  aliases: 'varchar[]',
  evidence: 'varchar',
  from: 'varchar',
  to: 'varchar',
  shared: 'integer',
  of: 'integer',
  number: 'varchar',
  fingerprint: 'varchar',
  check: 'varchar',
  occurrence: 'varchar',
  group: 'varchar',
  mark: 'varchar',
  why: 'varchar',
  detail: 'varchar',
  numbers: 'varchar[]',
  reply: 'varchar',
  school: 'varchar',
  action: 'varchar',
  situation: 'varchar',
  proof: 'varchar',
  responsible: 'varchar',
  done_on: 'date',
  run: 'varchar',
  material: 'varchar',
  file: 'varchar',
  sha256: 'varchar',
  row: 'integer',
  accepted: 'boolean',
  reason: 'varchar',
  until: 'date',
} as const;

/** Makes `ledger_events` of the events of one commit, and of a file of format 1 `ledger_observed`. @throws Failure when the file is damaged or of a later version. */
export async function readEvents(engine: Engine, commit: StoredCommit): Promise<void> {
  if (commit.format === 1) return readFirstFormat(engine, commit);
  await createTableFromRows(engine, 'ledger_events', eventColumns, []);
  try {
    const types = Object.entries(eventColumns).map(([name, type]) => `${literal(name)}: ${literal(type)}`);
    await engine.run(`insert into ledger_events select * from read_json(${literal(commit.path)}, format = 'newline_delimited',
      columns = {${types.join(', ')}}, maximum_object_size = 16777216)`);
  } catch (error) {
    throw damagedLedger(commit.path, error);
  }
  await checkEvents(engine, commit);
}

/** Makes `ledger_events` of events that are not written yet. */
export const takeEvents = (engine: Engine, events: readonly LedgerEvent[]): Promise<void> =>
  createTableFromRows(engine, 'ledger_events', eventColumns, events);

async function readFirstFormat(engine: Engine, { path }: StoredCommit): Promise<void> {
  const { events, observed } = parseFirstFormat(path);
  await takeEvents(engine, events);
  await createTableFromRows(
    engine,
    'ledger_observed',
    { number: 'varchar' },
    observed.map((number) => ({ number })),
  );
}

function parseFirstFormat(path: string): ReturnType<typeof eventsOfFirstFormat> {
  try {
    return eventsOfFirstFormat(readFileSync(path, 'utf8'));
  } catch (error) {
    throw damagedLedger(path, error);
  }
}

/** Nothing of a file that was cut off, and nothing that a later version wrote, may be passed over. */
async function checkEvents(engine: Engine, { path, head }: StoredCommit): Promise<void> {
  const [found] = await engine.rows(`
    select count(type) as events, count(*) - count(type) as heads,
           string_agg(distinct type, '、') filter (where type is not null and not list_contains(${listLiteral(eventTypes)}, type)) as types,
           string_agg(distinct why, '、') filter (where not list_contains(${listLiteral(Object.keys(statusReasons))}, why)) as reasons,
           string_agg(distinct "to", '、')
               filter (where type = 'status' and not list_contains(${listLiteral(findingStatuses)}, "to")) as statuses,
           string_agg(distinct mark, '、') filter (where not list_contains(${listLiteral(findingMarks)}, mark)) as marks,
           count(*) filter (where ${incomplete}) as incomplete
    from ledger_events`);
  const unknown = [found?.types, found?.reasons, found?.statuses, found?.marks].filter((names) => names !== null);
  if (unknown.length > 0) throw laterLedger(path, `不认识的内容：${unknown.join('、')}`);
  if (Number(found?.events) !== head.events || Number(found?.heads) !== 1) {
    throw damagedLedger(path, new Error(`${found?.events} events where the head says ${head.events}`));
  }
  if (Number(found?.incomplete) > 0) throw damagedLedger(path, new Error(`${found?.incomplete} events lack what they must have`));
}

const incomplete = `case type
    when 'subject' then subject is null or kind is null or aliases is null
    when 'alias' then subject is null or aliases is null
    when 'school-code' then "from" is null or "to" is null
    when 'opened' then number is null or fingerprint is null or "check" is null or subject is null
    when 'status' then "from" is null or "to" is null or why is null or numbers is null
    when 'reply' then reply is null or number is null or action is null
    when 'verdict' then reply is null or number is null or accepted is null
    when 'waived' then number is null or until is null
    when 'unwaived' then number is null
    else false
end`;
