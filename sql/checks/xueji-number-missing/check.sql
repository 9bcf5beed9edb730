-- 学籍号缺失: on roll without a registry number after the days for making one have passed. The last of them is still in time.
with

without_number as (
    select record_key, school_code, registry_number, id_number, id_key, name, name_key, grade_no, class_no, stage, enrol_month, data_date,
           is_status_uncertain
    from current_students
    where is_active and registry_state = 'missing'
),

reports as (
    select school_code, id_key, name_key, report_date
    from registrations
    where report_date is not null and reported is distinct from false
),

-- the first day counts: the number has been owed since
reports_by_id as (
    select school_code, id_key, min(report_date) as report_date
    from reports
    where id_key is not null
    group by school_code, id_key
),

-- a name says who is meant only where one registration and one pupil of the school have it
names_registered as (
    select school_code, name_key
    from registrations
    group by school_code, name_key
    having count(*) = 1
),

names_wanted as (
    select distinct school_code, name_key
    from without_number
),

names_on_roll as (
    select c.school_code, c.name_key
    from current_students c
    join names_wanted w on w.school_code = c.school_code and w.name_key = c.name_key
    where c.is_active
    group by c.school_code, c.name_key
    having count(*) = 1
),

reports_by_name as (
    select r.school_code, r.name_key, r.id_key, r.report_date
    from reports r
    join names_registered g on g.school_code = r.school_code and g.name_key = r.name_key
    join names_on_roll o on o.school_code = r.school_code and o.name_key = r.name_key
),

entered as (
    select w.*,
           coalesce(i.report_date, case when w.id_key is null or n.id_key is null then n.report_date end) as report_date
    from without_number w
    left join reports_by_id i on i.school_code = w.school_code and i.id_key = w.id_key
    left join reports_by_name n on n.school_code = w.school_code and n.name_key = w.name_key
),

given_months as (
    select e.*,
           case
               when e.stage = 'primary' then coalesce(p.max_months_primary, p.max_months_secondary)
               when e.stage is not null then coalesce(p.max_months_secondary, p.max_months_primary)
               else greatest(coalesce(p.max_months_primary, p.max_months_secondary), coalesce(p.max_months_secondary, p.max_months_primary))
           end as months
    from entered e
    join policy p on p.school_code = e.school_code and $as_of between p.valid_from and p.valid_to
),

-- after a day its corresponding day, after a month without a day the last day of the corresponding month
deadlines as (
    select *,
           case
               when report_date is not null then cast(report_date + months * interval 1 month as date)
               when enrol_month is not null
                   then cast(cast(cast(enrol_month || '-01' as date) + (months + 1) * interval 1 month as date) - interval 1 day as date)
           end as last_day
    from given_months
)

select
    school_code,
    record_key as entity_key,
    registry_number,
    id_number,
    name as subject_name,
    grade_no,
    class_no,
    data_date as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    cast(null as varchar) as variant,
    -- without a day of entry nobody can say that the time is up
    case when is_status_uncertain or last_day is null then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    case when report_date is not null then cast(report_date as varchar) else enrol_month end as entered,
    case when report_date is not null then '报到日' when enrol_month is not null then '入学年月' else '无' end as entered_from,
    coalesce(cast(last_day as varchar), '无法判断') as deadline,
    months
from deadlines
where last_day is null or data_date > last_day
