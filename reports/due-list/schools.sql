-- A school a row, the one with most overdue first.
select
    school_code,
    school_name,
    overdue,
    longest_overdue,
    due_today,
    due_soon,
    unanswered,
    earliest_due_on
from due_schools
order by
    overdue desc,
    due_today desc,
    due_soon desc,
    school_code
