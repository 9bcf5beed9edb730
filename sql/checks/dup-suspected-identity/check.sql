-- 疑似重复: pupils on roll who agree in name, sex and birth date and whose ID numbers do not say that they are one and the same record's.
-- Where all have a number that is right and other guardians, they are hardly one child: a hint only.
with

same_person as (
    select name_key, sex, birth_date
    from current_students
    where is_active and name_key is not null and sex is not null and birth_date is not null
    group by name_key, sex, birth_date
    having count(*) > 1
),

persons as (
    select s.record_key, s.school_code, s.registry_number, s.id_number, s.id_key, s.id_state, s.name, s.grade_no, s.class_no, s.data_date,
           s.is_status_uncertain, p.name_key || ':' || p.sex || ':' || cast(p.birth_date as varchar) as group_key
    from same_person p
    join current_students s on s.name_key = p.name_key and s.sex = p.sex and s.birth_date = p.birth_date
    where s.is_active
),

suspected as (
    select group_key, count(*) as records, count(distinct school_code) as schools, count(id_key) as numbered,
           count(case when id_state = 'valid' then 1 end) as valid_numbers
    from persons
    group by group_key
    -- some have no number that can be compared, or they have different ones
    having count(*) > count(id_key) or count(distinct id_key) > 1
),

members as (
    select p.*, g.records, g.schools, g.numbered, g.valid_numbers
    from persons p
    join suspected g on g.group_key = p.group_key
),

guardian_cells as (
    select m.group_key, m.record_key, s.guardian1_id_number as cell
    from members m
    join students s on s.record_key = m.record_key
    where m.valid_numbers = m.records

    union all

    select m.group_key, m.record_key, s.guardian2_id_number
    from members m
    join students s on s.record_key = m.record_key
    where m.valid_numbers = m.records
),

guardian_texts as (
    select group_key, record_key,
           upper(translate(cell, '０１２３４５６７８９Ｘｘ 　', '0123456789XX')) as number
    from guardian_cells
    where cell is not null
),

-- a placeholder and a masked number say nothing of who the guardian is
guardians as (
    select group_key, record_key, number
    from guardian_texts
    where strpos(number, '*') = 0 and number not in ('无', '暂无', '没有', 'NULL', '-', '/') and replace(number, substr(number, 1, 1), '') <> ''
),

with_guardians as (
    select group_key, count(distinct record_key) as records
    from guardians
    group by group_key
),

alike as (
    select a.record_key
    from guardians a
    join guardians b on b.group_key = a.group_key and b.number = a.number and b.record_key <> a.record_key

    union

    select a.record_key
    from members a
    join members b on b.group_key = a.group_key and b.id_key = a.id_key and b.record_key <> a.record_key
),

told_apart as (
    select m.record_key
    from members m
    join with_guardians g on g.group_key = m.group_key and g.records = m.records
    left join alike k on k.record_key = m.record_key
    where m.valid_numbers = m.records and k.record_key is null
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
    case when t.record_key is not null then '证件各异' end as variant,
    case when m.is_status_uncertain then '待核' else '确定' end as certainty,
    x.reason as excused_by,
    m.records,
    m.schools,
    case when m.numbered = m.records then '均有证件号' else '有人没有可比的证件号' end as id_numbers
from members m
left join told_apart t on t.record_key = m.record_key
left join excused_groups x on x.group_key = m.group_key
