-- A leave counts when its result says so; where the list has no result column, a date of approval is enough.
select *,
    case when list_contains(getvariable('mapped_columns'), 'approval_status') then coalesce(approval_status = 'approved', false)
         else approved_date is not null end as is_approved
from typed
