-- One row per pupil and school day on which something is known of that very pupil: in class, away with leave, or away without.
-- Half a day in class is a day in class; a day missed by halves is a day missed. A pupil who was not called that day (未点名) was neither.
with

numbered_entries as (
    select a.school_code, a.registry_key, a.id_key, a.date as day, a.day_part,
           case when a.status <> 'not_taken' then c.absent end as absent,
           coalesce(a.approved, c.approved) as is_approved, a.approved = false as is_refused
    from absences a
    join code_absence_status c on c.code = a.status
    where a.date <= $as_of and a.status <> 'class_reported' and coalesce(a.registry_key, a.id_key) is not null
),

-- only these need the class: a name is looked for there
named_entries as (
    select a.school_code, a.name_key, g.grade_no, a.class_label, a.date as day, a.day_part,
           case when a.status <> 'not_taken' then c.absent end as absent,
           coalesce(a.approved, c.approved) as is_approved, a.approved = false as is_refused
    from absences a
    join code_absence_status c on c.code = a.status
    join grade_numbers g
      on g.school_code = a.school_code and g.grade_kind = a.grade_kind and g.grade_value = a.grade_value
     and g.school_year = extract(year from a.data_date) - case when extract(month from a.data_date) < 8 then 1 else 0 end
    where a.date <= $as_of and a.status <> 'class_reported' and a.registry_key is null and a.id_key is null
),

pupils as (
    select record_key, school_code, registry_key, id_key
    from current_students
    where is_active
),

by_registry as (
    select school_code, registry_key, min(record_key) as record_key
    from pupils
    where registry_key is not null
    group by school_code, registry_key
    having count(*) = 1
),

by_id as (
    select school_code, id_key, min(record_key) as record_key
    from pupils
    where id_key is not null
    group by school_code, id_key
    having count(*) = 1
),

matched as (
    select coalesce(r.record_key, i.record_key) as record_key, e.day, e.day_part, e.absent, e.is_approved, e.is_refused
    from numbered_entries e
    left join by_registry r on r.school_code = e.school_code and r.registry_key = e.registry_key
    left join by_id i on i.school_code = e.school_code and i.id_key = e.id_key
    where coalesce(r.record_key, i.record_key) is not null

    union all

    select n.record_key, e.day, e.day_part, e.absent, e.is_approved, e.is_refused
    from named_entries e
    join class_names n
      on n.school_code = e.school_code and n.grade_no = e.grade_no and n.class_label = e.class_label and n.name_key = e.name_key
),

-- 1 away without leave, 2 away with leave, 0 in class
leave_days as (
    select p.record_key, d.day
    from student_leaves p
    join calendar_days d on d.scope = '' and d.school_day and d.day between p.start_date and p.end_date
    where d.day <= $as_of
),

halves as (
    select m.record_key, m.day,
           max(case when not m.absent then 1 else 0 end) as was_in_class,
           max(case when m.absent and coalesce(m.day_part, 'full') = 'full' then 1 else 0 end) as missed_all,
           max(case when m.absent and m.day_part = 'am' then 1 else 0 end)
               + max(case when m.absent and m.day_part = 'pm' then 1 else 0 end) as missed_halves,
           min(case when m.absent then case when m.is_approved then 1 else 0 end end) as all_approved,
           max(case when m.absent and m.is_refused then 1 else 0 end) as refused,
           count(m.absent) as calls
    from matched m
    group by m.record_key, m.day
),

known as (
    select h.record_key, h.day, h.refused,
           case
               when h.calls = 0 then 'not-called'
               when h.was_in_class = 1 or (h.missed_all = 0 and h.missed_halves < 2) then 'in-class'
               when h.all_approved = 1 then 'on-leave'
               else 'absent'
           end as state
    from halves h
)

select coalesce(k.record_key, l.record_key) as record_key,
       coalesce(k.day, l.day) as day,
       case
           -- where the register says that it was not approved, a leave does not make it so
           when l.record_key is not null and coalesce(k.state, 'absent') in ('absent', 'not-called') and coalesce(k.refused, 0) = 0 then 'on-leave'
           else k.state
       end as state
from known k
full outer join leave_days l on l.record_key = k.record_key and l.day = k.day
