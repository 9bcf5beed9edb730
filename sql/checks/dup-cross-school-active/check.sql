-- 一人多籍: one person on roll in more than one school. Number and name together are certain; without a number, name, sex and birth date are a
-- suspicion.
with

on_roll as (
    select record_key, school_code, registry_number, id_number, name, name_key, sex, birth_date, grade_no, class_no, data_date,
           is_status_uncertain, id_key
    from current_students
    where is_active and name_key is not null
),

same_number as (
    select id_key, name_key, count(*) as records, count(distinct school_code) as schools
    from on_roll
    where id_key is not null
    group by id_key, name_key
    having count(distinct school_code) > 1
),

certain as (
    select o.*, n.records, n.schools, 'n:' || o.id_key || ':' || o.name_key as group_key, cast(null as varchar) as variant
    from on_roll o
    join same_number n on n.id_key = o.id_key and n.name_key = o.name_key
),

same_person as (
    select name_key, sex, birth_date, count(*) as records, count(distinct school_code) as schools
    from on_roll
    where sex is not null and birth_date is not null
    group by name_key, sex, birth_date
    having count(distinct school_code) > 1 and count(*) > count(id_key)
),

suspected as (
    select o.*, p.records, p.schools,
           'p:' || o.name_key || ':' || o.sex || ':' || cast(o.birth_date as varchar) as group_key, '疑似' as variant
    from on_roll o
    join same_person p on p.name_key = o.name_key and p.sex = o.sex and p.birth_date = o.birth_date
    where not exists (select 1 from certain c where c.record_key = o.record_key)
),

members as (
    select * from certain
    union all
    select * from suspected
),

-- one record in each of the two schools that may both hold one
excused_groups as (
    select m.group_key, min(p.reason) as reason
    from members m
    join shared_records p on p.record_key = m.record_key
    where m.records = 2 and m.schools = 2
      and not exists (
          select 1 from members o
          where o.group_key = m.group_key and o.school_code <> p.one_school_code and o.school_code <> p.other_school_code)
    group by m.group_key
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
    m.group_key,
    m.variant,
    case when m.is_status_uncertain then '待核' else '确定' end as certainty,
    x.reason as excused_by,
    m.records,
    m.schools
from members m
left join excused_groups x on x.group_key = m.group_key
