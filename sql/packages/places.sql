-- Where each finding that a school owes stands: its line on the school's list, and its place among all lines. Few columns, so that a hundred
-- thousand of them are sorted in little memory.
with

lines as (
    select number, school_code,
           cast(row_number() over (
               partition by school_code
               order by case severity when 'red' then 1 when 'orange' then 2 when 'yellow' then 3 else 4 end,
                        due_on nulls last, category, check_id, grade_no nulls last, class_no nulls last, name, number
           ) as integer) as line
    from rectification
    where is_owed
)

select number, line, row_number() over (order by school_code, line) as place
from lines
