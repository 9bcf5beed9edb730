-- Every school of the county's list or with data: how many pupils, and whether it has reported for the period. school_name is what lists of
-- schools print: with the code where another school has that name, and with a word where the county's list does not have the school.
with

pupils as (
    select school_code,
           count(case when is_active then 1 end) as pupils,
           count(case when is_attending then 1 end) as attending,
           count(distinct case when is_active and not is_class_placeholder then class_key end) as classes
    from current_students
    group by school_code
),

every_school as (
    select school_code from school_facts
    union
    select school_code from newest_submissions
),

-- the list has a school a second time, under a code whose zeros a spreadsheet dropped: nobody reports under that one
shortened as (
    select short.school_code
    from every_school short
    join every_school full_code on full_code.school_code = right('00' || short.school_code, 10)
    where regexp_matches(short.school_code, '^[1-9][0-9]{7,8}$')
),

-- what else the list knows: campuses, a teaching point's central school, a school that took in another
mentioned as (
    select campus_code as code from schools
    union
    select central_school_code from schools
    union
    select merged_into_code from schools
),

named as (
    select e.school_code,
           coalesce(f.school_name, e.school_code) as school_name,
           count(*) over (partition by coalesce(f.school_name, e.school_code)) > 1 as is_namesake,
           coalesce(f.is_unlisted, true) as unlisted,
           -- without a list, no school can be missing in it
           coalesce(f.is_unlisted, true) and m.code is null and exists (select 1 from schools) as is_left_out,
           f.township
    from every_school e
    left join school_facts f on f.school_code = e.school_code
    left join mentioned m on m.code = e.school_code
)

select e.school_code,
       case
           when e.is_namesake and e.is_left_out then e.school_name || '（' || e.school_code || '，不在学校表）'
           when e.is_namesake then e.school_name || '（' || e.school_code || '）'
           when e.is_left_out then e.school_name || '（不在学校表）'
           else e.school_name
       end as school_name,
       e.township,
       e.unlisted,
       cast(coalesce(p.pupils, 0) as integer) as pupils,
       cast(coalesce(p.attending, 0) as integer) as attending,
       cast(coalesce(p.classes, 0) as integer) as classes,
       case
           when n.school_code is null and s.school_code is not null then '不另报（前导零丢失）'
           when n.school_code is null or date_diff('day', n.data_date, $as_of) >= n.period_days then '本期未报送'
           when n.is_held then '疑似不完整（已扣住）'
           when n.is_unchanged then '与上次相同'
           else '已报送'
       end as submission,
       n.data_date,
       n.note as submission_note
from named e
left join shortened s on s.school_code = e.school_code
left join pupils p on p.school_code = e.school_code
left join newest_submissions n on n.school_code = e.school_code
