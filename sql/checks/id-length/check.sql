-- 证件号位数错: a resident's number that has not 18 characters. 15 characters are the old number, which a guardian may still have.
with

-- nearly every number has 18 characters, so only the others are cleaned
guardian_numbers as (
    select record_key, 'guardian1' as occurrence, '成员1' as member, guardian1_id_number as written
    from students
    where length(guardian1_id_number) <> 18 and coalesce(guardian1_id_type, '1') = '1'

    union all

    select record_key, 'guardian2', '成员2', guardian2_id_number
    from students
    where length(guardian2_id_number) <> 18 and coalesce(guardian2_id_type, '1') = '1'
),

wrong_numbers as (
    select school_code, record_key, registry_number, id_number, name, grade_no, class_no, data_date, is_status_uncertain,
           cast(null as varchar) as occurrence, cast(null as varchar) as variant, cast(null as varchar) as member, length(id_key) as length
    from current_students
    where is_active and length(id_key) <> 18
      and (id_type in ('1', 'H') or (id_type is null and regexp_matches(id_key, '^[0-9]{14,18}[0-9X]$')))

    union all

    select s.school_code, s.record_key, s.registry_number, s.id_number, s.name, s.grade_no, s.class_no, s.data_date, s.is_status_uncertain,
           g.occurrence, '监护人', g.member, 15
    from guardian_numbers g
    join current_students s on s.record_key = g.record_key
    where s.is_active and regexp_matches(translate(g.written, '０１２３４５６７８９ 　', '0123456789'), '^[0-9]{15}$')
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
    occurrence,
    cast(null as varchar) as group_key,
    variant,
    case when is_status_uncertain then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    length,
    member
from wrong_numbers
