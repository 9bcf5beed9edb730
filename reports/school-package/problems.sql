-- By kind of problem, gravest first.
select
    school_code,
    problem,
    severity,
    count(*) as items,
    min(due_on) as first_due,
    max(due_on) as last_due
from batch_items
group by school_code, problem, severity
order by school_code, case severity when 'red' then 1 when 'orange' then 2 when 'yellow' then 3 else 4 end, problem
