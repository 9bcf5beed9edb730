-- By severity: how many, and by when.
select
    school_code,
    severity,
    count(*) as items,
    count(case when overdue_days > 0 then 1 end) as overdue,
    min(due_on) as first_due,
    max(due_on) as last_due
from batch_items
group by school_code, severity
order by school_code, case severity when 'red' then 1 when 'orange' then 2 when 'yellow' then 3 else 4 end
