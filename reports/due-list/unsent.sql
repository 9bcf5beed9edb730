-- Schools whose data for the period has not come, those that never sent any first.
select
    unsent_schools.school_code,
    unsent_schools.school_name,
    coalesce(cast(unsent_schools.last_date as varchar), '从未报送') as last_date,
    date_diff('day', unsent_schools.last_date, due_list.day) as days
from unsent_schools
cross join due_list
order by
    unsent_schools.last_date nulls first,
    unsent_schools.school_code
