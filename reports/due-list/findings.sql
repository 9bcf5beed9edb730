-- What is overdue, due today and due soon, the oldest deadline first.
select
    due_state,
    number,
    severity,
    school_name,
    concat(coalesce(grade_label, ''), coalesce(class_label, '')) as place,
    name,
    registry_number,
    concat(check_title, case when variant <> '' then concat('（', variant, '）') else '' end) as problem,
    message,
    open_since,
    due_on,
    case when overdue_days > 0 then overdue_days end as overdue_days,
    case
        when reply is null then '未答复'
        else concat(reply, '（', reply_state, '）')
    end as reply,
    how_to_fix,
    school_code
from due_findings
order by
    due_on,
    case severity when 'red' then 1 when 'orange' then 2 when 'yellow' then 3 else 4 end,
    school_code,
    number
