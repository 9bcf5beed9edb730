-- 学籍号重复: records of the same registry number among pupils on roll. One row a record; a record exported twice by its own school is one.
with

numbered as (
    select record_key, school_code, registry_number, registry_key, id_number, name, name_key, grade_no, class_no, class_label, data_date,
           is_status_uncertain
    from current_students
    where is_active and registry_key is not null
),

repeated_numbers as (
    select registry_key
    from numbered
    group by registry_key
    having count(*) > 1
),

copies as (
    select n.*,
           -- two campuses export the same child: school, name, ID number, grade and class agree
           row_number() over (
               partition by n.registry_key, n.school_code, n.name_key, upper(n.id_number), n.grade_no, n.class_label
               order by n.record_key) as copy_no
    from numbered n
    join repeated_numbers r on r.registry_key = n.registry_key
),

records as (
    select * from copies
    where copy_no = 1
),

shared_numbers as (
    select registry_key, count(*) as records, count(distinct school_code) as schools
    from records
    group by registry_key
    having count(*) > 1
),

members as (
    select r.*, g.records, g.schools
    from records r
    join shared_numbers g on g.registry_key = r.registry_key
),

-- one record in each of the two schools that may both hold one
excused_numbers as (
    select m.registry_key, min(p.reason) as reason
    from members m
    join shared_records p on p.record_key = m.record_key
    where m.records = 2 and m.schools = 2
      and not exists (
          select 1 from members o
          where o.registry_key = m.registry_key and o.school_code <> p.one_school_code and o.school_code <> p.other_school_code)
    group by m.registry_key
)

select
    m.school_code,
    m.record_key as entity_key,
    m.registry_number,
    m.id_number,
    m.name as subject_name,
    m.grade_no,
    m.class_no,
    m.data_date as fact_date,
    cast(null as varchar) as occurrence,
    m.registry_key as group_key,
    cast(null as varchar) as variant,
    case when m.is_status_uncertain then '待核' else '确定' end as certainty,
    x.reason as excused_by,
    m.records,
    m.schools
from members m
left join excused_numbers x on x.registry_key = m.registry_key
