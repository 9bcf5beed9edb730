-- 身份证件号重复: records of the same document number among pupils on roll. One row a record.
with

numbered as (
    select record_key, school_code, registry_number, id_number, name, grade_no, class_no, data_date, is_status_uncertain, id_key,
           coalesce(id_type, '1') as document   -- a blank type is a resident's card
    from current_students
    where is_active and id_key is not null
),

shared_numbers as (
    select document, id_key, count(*) as records, count(distinct school_code) as schools
    from numbered
    group by document, id_key
    having count(*) > 1
),

members as (
    select n.*, g.records, g.schools
    from numbered n
    join shared_numbers g on g.document = n.document and g.id_key = n.id_key
),

-- one record in each of the two schools that may both hold one
excused_numbers as (
    select m.document, m.id_key, min(p.reason) as reason
    from members m
    join shared_records p on p.record_key = m.record_key
    where m.records = 2 and m.schools = 2
      and not exists (
          select 1 from members o
          where o.document = m.document and o.id_key = m.id_key
            and o.school_code <> p.one_school_code and o.school_code <> p.other_school_code)
    group by m.document, m.id_key
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
    m.document || ':' || m.id_key as group_key,
    cast(null as varchar) as variant,
    case when m.is_status_uncertain then '待核' else '确定' end as certainty,
    x.reason as excused_by,
    m.records,
    m.schools
from members m
left join excused_numbers x on x.document = m.document and x.id_key = m.id_key
