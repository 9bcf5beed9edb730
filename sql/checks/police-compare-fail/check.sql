-- 公安比对不通过: the newest result that the police gave for a pupil says that the number does not exist or is somebody else's. One row a pupil.
with

given as (
    select 'police:' || load_batch || '-' || cast(source as varchar) || '-' || cast(source_row as varchar) as row_key,
           school_code, registry_number, registry_key, id_number, id_key, name, name_key, result, police_name, police_name_key, handled,
           compared_date, data_date, coalesce(compared_date, data_date) as known_date
    from police_results
    where result in ('pass', 'not_found', 'name_mismatch')   -- 未比对 is no result
),

-- what a later, better result of the same pupils could be written under
failed_pupils as (
    select school_code, registry_key, id_key, name_key
    from given
    where result <> 'pass'

    union

    select s.school_code, s.registry_key, s.id_key, s.name_key
    from given g
    join current_students s on s.registry_key = g.registry_key
    where g.result <> 'pass'

    union

    select s.school_code, s.registry_key, s.id_key, s.name_key
    from given g
    join current_students s on s.id_key = g.id_key
    where g.result <> 'pass'
),

-- a list may be of all pupils, and nearly all pass
results as (
    select * from given where result <> 'pass'
    union
    select g.* from given g join failed_pupils f on f.registry_key = g.registry_key
    union
    select g.* from given g join failed_pupils f on f.id_key = g.id_key
    union
    select g.* from given g join failed_pupils f on f.school_code = g.school_code and f.name_key = g.name_key
),

by_number as (
    select r.row_key, s.record_key, s.is_active, s.school_code = r.school_code as is_same_school, s.name_key = r.name_key as is_same_name,
           1 as weakness
    from results r
    join current_students s on s.registry_key = r.registry_key

    union all

    -- a wrong number may be right for somebody else elsewhere
    select r.row_key, s.record_key, s.is_active, s.school_code = r.school_code, s.name_key = r.name_key,
           case when s.name_key = r.name_key then 1 else 3 end
    from results r
    join current_students s on s.id_key = r.id_key
    where s.name_key = r.name_key or s.school_code = r.school_code
),

unnumbered as (
    select r.row_key, r.school_code, r.name_key
    from results r
    where not exists (select 1 from by_number c where c.row_key = r.row_key and c.weakness = 1)
),

single_names as (
    select s.school_code, s.name_key, min(s.record_key) as record_key
    from current_students s
    where exists (select 1 from unnumbered u where u.school_code = s.school_code and u.name_key = s.name_key)
    group by s.school_code, s.name_key
    having count(*) = 1
),

candidates as (
    select row_key, record_key, is_active, is_same_school, is_same_name, weakness from by_number

    union all

    select u.row_key, s.record_key, s.is_active, true, true, 2
    from unnumbered u
    join single_names n on n.school_code = u.school_code and n.name_key = u.name_key
    join current_students s on s.record_key = n.record_key
),

-- of several records of a number the one on roll, of that name, in the school that the list names
ranked_candidates as (
    select c.row_key, c.record_key, c.is_active,
           row_number() over (
               partition by c.row_key
               order by c.weakness, case when c.is_active then 0 else 1 end, case when c.is_same_name then 0 else 1 end,
                        case when c.is_same_school then 0 else 1 end, c.record_key) as place
    from candidates c
),

identified as (
    select r.*, c.record_key, c.is_active,
           coalesce('record:' || c.record_key, 'registry:' || r.registry_key, 'id:' || r.id_key,
                    'name:' || coalesce(r.school_code, '') || '|' || coalesce(r.name_key, r.row_key)) as person
    from results r
    left join ranked_candidates c on c.row_key = r.row_key and c.place = 1
),

-- of one day's two results the bad one, so that nobody is lost
ranked_results as (
    select i.*,
           row_number() over (
               partition by i.person
               order by i.known_date desc, i.data_date desc, case when i.result = 'pass' then 1 else 0 end, i.row_key) as age
    from identified i
)

select
    coalesce(s.school_code, r.school_code) as school_code,
    coalesce(r.record_key, r.row_key) as entity_key,
    case when r.record_key is null then r.registry_number else s.registry_number end as registry_number,
    case when r.record_key is null then r.id_number else s.id_number end as id_number,
    case when r.record_key is null then r.name else s.name end as subject_name,
    s.grade_no,
    s.class_no,
    r.known_date as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when r.police_name_key = s.name_key then '字形差异' end as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    case when r.record_key is null then '在籍学生里查无此人，未能核对' end as excused_by,
    r.result,
    r.compared_date,
    r.police_name,
    r.handled
from ranked_results r
left join current_students s on s.record_key = r.record_key
where r.age = 1 and r.result <> 'pass' and coalesce(r.is_active, true)
