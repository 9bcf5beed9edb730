-- Every school that gets a package, and which: made from `school_overview`, `check_statuses`, `stale_data` and `package_items`.
with

items as (
    select school_code, max(school_name) as school_name, count(*) as items
    from package_items
    group by school_code
),

checked as (
    select s.school_code, count(case when s.status in ('有问题', '无问题') and d.check_id is null then 1 end) as checks_run
    from check_statuses s
    left join stale_data d on d.check_id = s.check_id and d.school_code = s.school_code
    group by s.school_code
),

-- the list's second line for a school, under a code without its zeros, is no school: places.sql gives what it owes to the school itself
schools as (
    select school_code, school_name, submission, data_date
    from school_overview
    where submission <> '不另报（前导零丢失）'
    union all
    select school_code, school_name, '本期未报送', null
    from items
    where school_code not in (select school_code from school_overview)
)

select s.school_code,
       s.school_name,
       s.submission,
       s.data_date,
       case
           when i.items > 0 then 'findings'
           when s.submission = '本期未报送' then 'unsent'
           when s.submission = '疑似不完整（已扣住）' then 'held'
           when coalesce(c.checks_run, 0) = 0 then 'unchecked'
           else 'clean'
       end as kind,
       cast(coalesce(c.checks_run, 0) as integer) as checks_run
from schools s
left join items i on i.school_code = s.school_code
left join checked c on c.school_code = s.school_code
order by s.school_code
