-- 名册消失: on roll when last seen in a complete submission, in no school's current one, and no lawful exit on record.
with

-- papers of another name under the number last seen are a corrected name's, unless another child of that name had the number too
exits as (
    select n.record_key, e.name_key, n.name_key as own_name, n.is_last, e.school_code, e.stage, e.exit_date, e.kind
    from sighting_numbers n
    join legal_exits e on e.registry_key = n.registry_key

    union

    select n.record_key, e.name_key, n.name_key, n.is_last, e.school_code, e.stage, e.exit_date, e.kind
    from sighting_numbers n
    join legal_exits e on e.id_key = n.id_key
    -- another name and another G number: the papers of a child whose ID number was mistyped
    where not coalesce(
        e.name_key <> n.name_key and e.registry_key <> n.registry_key and e.registry_key like 'G%' and n.registry_key like 'G%', false)
),

lawful as (
    select distinct v.record_key
    from vanished_students v
    join exits e on e.record_key = v.record_key
    left join number_sharers o on o.record_key = v.record_key and o.other_name = e.name_key
    where (e.name_key = e.own_name or (e.is_last and o.record_key is null))
      and (e.school_code = v.school_code or (e.school_code is null and (e.kind <> '转出' or e.exit_date >= v.last_seen_date)))
      and coalesce(e.stage, v.stage, '') = coalesce(v.stage, '')
),

next_submissions as (
    select school_code, max(data_date) as data_date
    from current_students
    group by school_code
),

submission_dates as (
    select school_code, submission_date from students_history
    union
    select school_code, data_date from current_students
),

first_missed as (
    select v.record_key, v.is_leaving_grade, v.last_seen_date, coalesce(min(d.submission_date), cast($as_of as date)) as day
    from vanished_students v
    left join submission_dates d on d.school_code = v.school_code and d.submission_date > v.last_seen_date
    group by v.record_key, v.is_leaving_grade, v.last_seen_date
),

-- leavers of a graduating class, missed from 1 July of the school year in which they were last seen, where nobody has sent a list of graduates
may_have_graduated as (
    select record_key
    from first_missed
    where is_leaving_grade
      and extract(year from day) * 12 + extract(month from day)
          >= (extract(year from last_seen_date) + case when extract(month from last_seen_date) < 8 then 0 else 1 end) * 12 + 7
      and not exists (select 1 from available_datasets d where d.dataset = 'graduations')
)

select
    v.school_code,
    v.record_key as entity_key,
    v.registry_number,
    v.id_number,
    v.name as subject_name,
    v.grade_no,
    v.class_no,
    coalesce(n.data_date, cast($as_of as date)) as fact_date,
    cast(v.last_seen_date as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when g.record_key is not null then '毕业去向待核' end as variant,
    case when g.record_key is not null or v.is_status_uncertain then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    v.last_seen_date,
    n.data_date as missing_since
from vanished_students v
left join next_submissions n on n.school_code = v.school_code
left join may_have_graduated g on g.record_key = v.record_key
where not exists (select 1 from lawful l where l.record_key = v.record_key)
