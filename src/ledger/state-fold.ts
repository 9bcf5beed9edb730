import type { Engine } from '../engine/engine.ts';
import { literal, valueLiteral } from '../engine/sql-text.ts';
import type { CommitHead } from './event.ts';
import { dayOf } from './ledger-head.ts';
import { type StateTables, tableOf } from './state-tables.ts';

/** Answers that the bureau has to judge; of the others the data tells whether they hold. */
const judged = "('evidence', 'explained')";

/**
 * Brings the state relations to what they are after a commit. Its events are in `ledger_events`; `seen`: relation of the numbers (and
 * entities) that its run observed, null where it is no run.
 */
export async function foldCommit(engine: Engine, tables: StateTables, head: CommitHead, seen: string | null): Promise<void> {
  const day = `date ${literal(dayOf(head))}`;
  const run = valueLiteral(head.run?.run ?? null);
  const kinds = await engine.rows('select distinct type from ledger_events');
  const has = (...types: string[]): boolean => kinds.some(({ type }) => types.includes(String(type)));
  await tables.own([
    ...(has('subject', 'alias') ? (['subjects', 'aliases'] as const) : []),
    ...(has('school-code') ? (['school_codes'] as const) : []),
    ...(has('opened') ? (['numbers', 'groups'] as const) : []),
    ...(has('reply', 'verdict') ? (['replies'] as const) : []),
    ...(seen !== null || has('opened', 'reply', 'verdict', 'waived', 'unwaived', 'status') ? (['findings'] as const) : []),
  ]);
  const statements = [
    ...(has('subject', 'alias') ? learnedSubjects : []),
    ...(has('school-code') ? [learnedCodes] : []),
    ...(has('opened') ? openedFindings(day, run) : []),
    ...(seen === null ? [] : [seenFindings(seen, day, run)]),
    ...(has('reply') ? takenReplies(head) : []),
    ...(has('verdict') ? verdicts(head) : []),
    ...(has('waived', 'unwaived') ? waivers(head) : []),
    ...(has('status') ? [changedStatuses(day, run)] : []),
  ];
  for (const statement of statements) await engine.run(statement);
}

const learnedSubjects = [
  `insert into ${tableOf('subjects')} select subject, kind from ledger_events where type = 'subject'`,
  `insert into ${tableOf('aliases')}
    with learned as (select distinct unnest(aliases) as alias, subject from ledger_events where type in ('subject', 'alias'))
    select alias, subject from learned l anti join ledger_aliases a on a.alias = l.alias and a.subject = l.subject`,
];

const learnedCodes = `insert into ${tableOf('school_codes')} select "from", "to" from ledger_events where type = 'school-code'`;

const openedFindings = (day: string, run: string): string[] => [
  `insert into ${tableOf('findings')} by name
    select number, ${baseOf('number')} as base, fingerprint, "check" as check_id, o.subject, s.kind as entity, occurrence, "group" as group_hash,
           'new' as status, 'found' as why, ${day} as status_since, ${day} as first_seen, ${day} as last_seen, ${run} as opened_run,
           ${run} as last_run, 0 as reopened_count, ${day} as open_since
    from ledger_events o left join ledger_subjects s on s.subject = o.subject
    where o.type = 'opened'`,
  `create or replace table ${tableOf('numbers')} as
    with given as (select number, ${baseOf('number')} as base from ledger_events where type = 'opened')
    select key, max(last)::integer as last from (
        select key, last from ledger_numbers
        union all
        select split_part(number, '-', 1), split_part(number, '-', 2)::integer from given
        union all
        select base, split_part(number, '-', 3)::integer from given where base <> number
    ) group by key`,
  `insert into ${tableOf('groups')}
    with given as (select distinct "group" as group_hash, ${baseOf('number')} as base from ledger_events where type = 'opened' and "group" is not null)
    select group_hash, base from given g anti join ledger_groups l on l.group_hash = g.group_hash`,
];

/** 2026-000123-2 belongs to 2026-000123. */
const baseOf = (number: string): string => `split_part(${number}, '-', 1) || '-' || split_part(${number}, '-', 2)`;

const seenFindings = (seen: string, day: string, run: string): string => `
    update ${tableOf('findings')} set last_seen = ${day}, last_run = ${run}, entity = coalesce(s.entity, ledger_findings.entity)
    from (select number, min(entity) as entity from ${seen} where number is not null group by number) s
    where s.number = ledger_findings.number`;

const takenReplies = ({ sequence, at, by }: CommitHead): string[] => [
  `insert into ${tableOf('replies')} by name
    select reply, ${sequence} as sequence, ${literal(at)} as at, ${literal(by)} as by, number, school, action, situation, proof, responsible,
           done_on, run, material, file, sha256, "row", case when action in ${judged} then '待审' end as verdict
    from ledger_events where type = 'reply'`,
  `update ${tableOf('findings')} set reply = r.reply, reply_school = r.school, reply_action = r.action, reply_situation = r.situation,
        reply_proof = r.proof, reply_responsible = r.responsible, reply_done_on = r.done_on, reply_run = r.run, reply_material = r.material,
        reply_at = r.at, reply_verdict = r.verdict, verdict_reason = null, verdict_by = null, verdict_at = null
    from (
        select * from ledger_replies where sequence = ${sequence}
        qualify row_number() over (partition by number order by try_cast(split_part(reply, '-', 2) as integer) desc, reply desc) = 1
    ) r
    where r.number = ledger_findings.number`,
];

const verdicts = ({ at, by }: CommitHead): string[] => {
  const judgement = `case when v.accepted then '已采信' else '未采信' end`;
  const judgedNow = "from (select * from ledger_events where type = 'verdict') v";
  return [
    `update ${tableOf('replies')} set verdict = ${judgement}, verdict_reason = v.reason, verdict_by = ${literal(by)}, verdict_at = ${literal(at)}
      ${judgedNow} where v.reply = ledger_replies.reply`,
    `update ${tableOf('findings')} set reply_verdict = ${judgement}, verdict_reason = v.reason, verdict_by = ${literal(by)},
          verdict_at = ${literal(at)}
      ${judgedNow} where v.reply = ledger_findings.reply`,
    `update ${tableOf('findings')} set explained_material = r.material
      from (select r.number, r.material from ledger_events v join ledger_replies r on r.reply = v.reply where v.type = 'verdict' and v.accepted) r
      where r.number = ledger_findings.number`,
  ];
};

const waivers = ({ at, by }: CommitHead): string[] => [
  `update ${tableOf('findings')} set waived_until = w.until, waiver_reason = w.reason, waiver_by = ${literal(by)}, waived_at = ${literal(at)}
    from (select * from ledger_events where type = 'waived') w where w.number = ledger_findings.number`,
  `update ${tableOf('findings')} set waived_until = null, waiver_reason = null, waiver_by = null, waived_at = null
    from (select * from ledger_events where type = 'unwaived') w where w.number = ledger_findings.number`,
];

/** A waiver holds while the finding is waived, an accepted explanation while it is explained. */
const changedStatuses = (day: string, run: string): string => {
  const isOver = "c.status in ('closed', 'ended')";
  const wasOver = "ledger_findings.status in ('closed', 'ended')";
  const kept = (column: string, status: string): string =>
    `${column} = case when c.status = '${status}' then ledger_findings.${column} end`;
  return `
    update ${tableOf('findings')} set status = c.status, mark = c.mark, why = c.why, detail = c.detail,
        status_since = case when c.status = ledger_findings.status then status_since else ${day} end,
        reopened_count = reopened_count + case when c.status = 'reopened' and ledger_findings.status <> 'reopened' then 1 else 0 end,
        open_since = case when ${wasOver} and not ${isOver} then ${day} else open_since end,
        closed_on = case when not ${isOver} then null when ${wasOver} then closed_on else ${day} end,
        closed_run = case when not ${isOver} then null when ${wasOver} then closed_run else ${run} end,
        ${['waived_until', 'waiver_reason', 'waiver_by', 'waived_at'].map((column) => kept(column, 'waived')).join(', ')},
        ${kept('explained_material', 'explained')}
    from (select unnest(numbers) as number, "to" as status, mark, why, detail from ledger_events where type = 'status') c
    where c.number = ledger_findings.number`;
};
