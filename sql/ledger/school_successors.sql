-- Under which code a school reports now, by every code that it ever had. A code may have been corrected twice.
with recursive

steps as (
    select from_code, to_code from ledger_school_codes
    union
    select from_code, to_code from new_school_codes
),

chains as (
    select from_code, to_code, 1 as length from steps
    union all
    select c.from_code, s.to_code, c.length + 1
    from chains c
    join steps s on s.from_code = c.to_code
    where c.length < 20
)

select from_code, to_code
from chains
qualify row_number() over (partition by from_code order by length desc) = 1
