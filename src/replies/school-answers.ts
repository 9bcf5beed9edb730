import type { Engine } from '../engine/engine.ts';

/**
 * Makes `school_answers`: for each school to which the newest package of a pipeline went, or of which a line came back, how many of its
 * findings are still owed, how far they are answered, and what became of the lines of this import (`reply_lines`). Reads `sent_items`,
 * `last_replies` and the ledger's state relations.
 */
export const schoolAnswers = (engine: Engine): Promise<void> =>
  engine.run(`create or replace table school_answers as
    with newest as (
        select pipeline, max(run_sequence) as run_sequence from sent_items group by pipeline
    ),
    sent as (
        select i.school_code, i.number, max(i.school_name) as school_name
        from sent_items i join newest n on n.pipeline = i.pipeline and n.run_sequence = i.run_sequence
        group by i.school_code, i.number
    ),
    owed as (
        select s.school_code, s.school_name, f.number, r.state,
            f.reply is not null and r.state <> '反弹前的答复' as is_answered
        from sent s
        join ledger_findings f on f.number = s.number
        left join last_replies r on r.number = f.number
        where f.status in ('new', 'persisting', 'reopened', 'not-submitted')
    ),
    owing as (
        select
            school_code,
            max(school_name) as school_name,
            count(*) as owed,
            count(case when is_answered then 1 end) as answered,
            count(case when is_answered and state = '待审' then 1 end) as to_judge,
            count(case when is_answered and state = '未采信' then 1 end) as rejected,
            count(case when not is_answered then 1 end) as unanswered
        from owed group by school_code
    ),
    came as (
        select
            coalesce(school_code, '') as school_code,
            coalesce(max(school_name), '（认不出学校的行）') as school_name,
            count(distinct file) as files,
            count(case when outcome = '采用' then 1 end) as taken,
            count(case when outcome = '未采用' then 1 end) as refused,
            count(case when outcome = '重复' then 1 end) as repeated,
            count(case when outcome = '不需答复' then 1 end) as settled,
            count(case when outcome = '未答复' then 1 end) as empty
        from reply_lines group by coalesce(school_code, '')
    )
    select
        nullif(coalesce(o.school_code, c.school_code), '') as school_code,
        coalesce(o.school_name, c.school_name) as school_name,
        coalesce(c.files, 0)::integer as files,
        coalesce(c.taken, 0)::integer as taken,
        coalesce(c.refused, 0)::integer as refused,
        coalesce(c.repeated, 0)::integer as repeated,
        coalesce(c.settled, 0)::integer as settled,
        coalesce(c.empty, 0)::integer as empty,
        coalesce(o.owed, 0)::integer as owed,
        coalesce(o.answered, 0)::integer as answered,
        coalesce(o.to_judge, 0)::integer as to_judge,
        coalesce(o.rejected, 0)::integer as rejected,
        coalesce(o.unanswered, 0)::integer as unanswered
    from owing o full join came c on c.school_code = o.school_code`);
