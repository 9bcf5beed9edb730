-- 与人口信息不一致: the population register has this number with another name, sex or birth date. What the register leaves blank is not compared.
with

-- a name is compared character by character; no registered name is longer
positions as (
    select n from (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20),
                          (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31), (32), (33), (34), (35), (36), (37), (38), (39), (40)) t(n)
),

compared as (
    select s.record_key, s.school_code, s.registry_number, s.id_number, s.name, s.name_key, s.grade_no, s.class_no, s.data_date,
           s.is_status_uncertain, s.sex, s.birth_date,
           p.name as person_name, p.name_key as person_name_key, p.sex as person_sex, p.birth_date as person_birth_date,
           coalesce(s.name_key <> p.name_key, false) as name_differs,
           coalesce(s.sex <> p.sex and s.sex in ('1', '2') and p.sex in ('1', '2'), false) as sex_differs,
           coalesce(s.birth_date <> p.birth_date, false) as birth_date_differs
    from current_students s
    join persons p on p.id_key = s.id_key
    where s.is_active and s.id_state = 'valid' and coalesce(s.id_type, '1') = '1'
),

different as (
    select * from compared
    where name_differs or sex_differs or birth_date_differs
),

differing_characters as (
    select d.record_key, substr(d.name_key, n.n, 1) as own, substr(d.person_name_key, n.n, 1) as other
    from different d
    join positions n on n.n <= length(d.name_key)
    where d.name_differs and length(d.name_key) = length(d.person_name_key)
      and substr(d.name_key, n.n, 1) <> substr(d.person_name_key, n.n, 1)
),

-- 字形差异: one character only, and one of the two is a makeshift or outside the table of standard characters
glyph_differences as (
    select c.record_key
    from differing_characters c
    left join standard_characters a on a.character = c.own
    left join standard_characters b on b.character = c.other
    group by c.record_key
    having count(*) = 1
       and max(case when a.character is null or b.character is null or c.own in ('□', '?', '？', '〇') or c.other in ('□', '?', '？', '〇')
                    then 1 else 0 end) = 1
),

described as (
    select d.*, case when g.record_key is not null and not d.sex_differs and not d.birth_date_differs then '字形差异' end as variant,
           case when d.name_differs then '、姓名' else '' end || case when d.sex_differs then '、性别' else '' end
               || case when d.birth_date_differs then '、出生日期' else '' end as differences
    from different d
    left join glyph_differences g on g.record_key = d.record_key
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
    variant,
    case when is_status_uncertain then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    substr(differences, 2) as differences,
    case when name_differs then name end as own_name,
    case when name_differs then person_name end as person_name,
    case when sex_differs then sex end as own_sex,
    case when sex_differs then person_sex end as person_sex,
    case when birth_date_differs then birth_date end as own_birth_date,
    case when birth_date_differs then person_birth_date end as person_birth_date
from described
