import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { withoutNumbers } from './kept-text.ts';

/** Whether the bureau has to judge an answer (`r`) to a finding (`row`): whatever else a school says, the data shows. */
const isJudged = "(r.action = 'evidence' or (r.action = 'explained' and row.kind = 'explain'))";

/** The package that was answered went out before the finding came back: a run's name begins with its day. */
export const answersEarlier = (run: string, openSince: string): string => `try_cast(left(${run}, 10) as date) < ${openSince}`;

/**
 * The last answer of each finding that a school gave, with what it was given to. `state`: 待审 (the bureau has to judge), 已采信, 未采信,
 * 待数据核实 (waits for what the school sends next), 采信已失效, 反弹前的答复, 已销号, 已了结, or 已豁免. Reads the ledger's state relations.
 */
const lastReplies = `
    select
        r.reply, r.number, r.school, row.school_name, row.grade_label, row.class_label, row.name, row.check_title, row.category, row.severity,
        row.message, row.basis, row.due_on, r.action, r.situation, r.proof, r.responsible, r.done_on, r.run, r.at, r.verdict_reason,
        r.verdict_by, r.verdict_at, f.status,
        case
            when f.status = 'closed' then '已销号'
            when f.status = 'ended' then '已了结'
            when ${answersEarlier('r.run', 'f.open_since')} then '反弹前的答复'
            when r.verdict = '未采信' then '未采信'
            when r.verdict = '已采信' and f.status = 'explained' then '已采信'
            when f.status = 'waived' then '已豁免'
            when r.verdict = '已采信' then '采信已失效'
            when ${isJudged} then '待审'
            else '待数据核实'
        end as state
    from ledger_findings f
    join ledger_replies r on r.reply = f.reply
    left join ledger_rows row on row.number = f.number`;

/** Makes the view `last_replies`. */
export const createLastReplies = (engine: Engine): Promise<void> => engine.run(`create or replace view last_replies as ${lastReplies}`);

export interface ReplyFilter {
  /** Only those that wait for the bureau's judgement. */
  readonly isToJudge: boolean;
  /** A school's code or part of its name; null: all. */
  readonly school: string | null;
}

/** The last answers, those to be judged first, then by school and number. The view `last_replies` must be there. */
export async function readLastReplies(engine: Engine, { isToJudge, school }: ReplyFilter): Promise<Row[]> {
  const conditions = [
    isToJudge ? "state = '待审'" : 'true',
    school === null ? 'true' : `(school = ${literal(school)} or contains(school_name, ${literal(school)}))`,
  ];
  const rows = await engine.rows(`select * from last_replies where ${conditions.join(' and ')} order by state <> '待审', school, number`);
  // A message may quote a number.
  return rows.map((row) => ({ ...row, message: row.message == null ? null : withoutNumbers(String(row.message)) }));
}

/** How many answers wait for the bureau's judgement. Reads the ledger's state relations. */
export async function countToJudge(engine: Engine): Promise<number> {
  const [count] = await engine.rows(`select count(*) as replies from (${lastReplies}) where state = '待审'`);
  return Number(count?.replies);
}
