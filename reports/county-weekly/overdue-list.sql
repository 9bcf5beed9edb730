-- Every finding that is past its time limit, school by school in the order of 逾期整改, the longest overdue first.
with listed as (
    select
        *,
        count(case when is_counted then 1 end) over (partition by school_code) as of_school,
        max(overdue_days) over (partition by school_code) as longest_of_school
    from owed_findings
    where overdue_days > 0
)
select
    listed.school_code,
    listed.school_name,
    listed.number,
    listed.severity,
    listed.state,
    listed.grade_label,
    listed.class_label,
    listed.name,
    listed.id_number,
    listed.registry_number,
    concat(listed.check_title, case when listed.variant <> '' then concat('（', listed.variant, '）') else '' end) as problem,
    listed.message,
    listed.due_on,
    listed.overdue_days,
    case when listed.reply is null then '未答复' else coalesce(listed.reply_verdict, '待数据核实') end as answer,
    items.reply_action,
    items.reply_situation,
    items.reply_responsible
from listed
left join ledger_items as items on items.number = listed.number
order by
    listed.of_school desc,
    listed.longest_of_school desc,
    listed.school_code,
    listed.overdue_days desc,
    listed.check_id,
    listed.number
