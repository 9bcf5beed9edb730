-- What the school has to mend, gravest first. The last column is left to the school's pen.
select
    number,
    kind,
    case when coalesce(sheet, '') = '' then file else concat(file, '［', sheet, '］') end as where_file,
    nullif(position, '') as position,
    "rows",
    problem,
    advice,
    cast(null as varchar) as done
from slip_items
order by place
