-- Where each finding that a school owes stands: whose list it is on, its line there, and its place among all lines. Few columns, so that a
-- hundred thousand of them are sorted in little memory.
with

-- the list's second line for a school, under a code without its zeros, is no school: what is found there goes to the school itself
shortened as (
    select short.school_code, whole.school_code as whole_code, whole.school_name
    from school_overview short
    join school_overview whole on whole.school_code = right('00' || short.school_code, 10)
    where short.submission = '不另报（前导零丢失）'
),

owed as (
    select r.number, coalesce(s.whole_code, r.school_code) as school_code, coalesce(s.school_name, r.school_name) as school_name,
           r.severity, r.due_on, r.category, r.check_id, r.grade_no, r.class_no, r.name
    from rectification r
    left join shortened s on s.school_code = r.school_code
    where r.is_owed
),

lines as (
    select number, school_code, school_name,
           cast(row_number() over (
               partition by school_code
               order by case severity when 'red' then 1 when 'orange' then 2 when 'yellow' then 3 else 4 end,
                        due_on nulls last, category, check_id, grade_no nulls last, class_no nulls last, name, number
           ) as integer) as line
    from owed
)

select number, school_code, school_name, line, row_number() over (order by school_code, line) as place
from lines
