-- Every school of the county's list or with data: how many pupils, and whether it has reported for the period.
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
)

select e.school_code,
       coalesce(f.school_name, e.school_code) as school_name,
       f.township,
       coalesce(f.is_unlisted, true) as unlisted,
       cast(coalesce(p.pupils, 0) as integer) as pupils,
       cast(coalesce(p.attending, 0) as integer) as attending,
       cast(coalesce(p.classes, 0) as integer) as classes,
       case
           when n.school_code is null or date_diff('day', n.data_date, $as_of) >= n.period_days then '本期未报送'
           when n.is_held then '疑似不完整（已扣住）'
           when n.is_unchanged then '与上次相同'
           else '已报送'
       end as submission,
       n.data_date,
       n.note as submission_note
from every_school e
left join school_facts f on f.school_code = e.school_code
left join pupils p on p.school_code = e.school_code
left join newest_submissions n on n.school_code = e.school_code
