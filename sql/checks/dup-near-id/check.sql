-- 近似证件号: pupils on roll of the same name whose ID numbers differ in one character, in one too many, or in two neighbours that changed
-- places. Numbers that differ like that agree in their first twelve or their last four characters: only such are compared.
with

numbers as (
    select name_key, id_key, length(id_key) as size, left(id_key, 12) as head, right(id_key, 4) as tail
    from current_students
    where is_active and name_key is not null and id_key is not null
),

-- the longer number first
candidates as (
    select a.name_key, a.id_key as one, b.id_key as other
    from numbers a
    join numbers b on b.name_key = a.name_key and b.head = a.head
    where b.size >= 17 and (a.size = b.size + 1 or (a.size = b.size and a.id_key < b.id_key))
      -- of many children of one month only those that agree in still more
      and (left(a.id_key, 13) = left(b.id_key, 13) or right(a.id_key, 3) = right(b.id_key, 3))

    union

    select a.name_key, a.id_key, b.id_key
    from numbers a
    join numbers b on b.name_key = a.name_key and b.tail = a.tail
    where b.size >= 17 and (a.size = b.size + 1 or (a.size = b.size and a.id_key < b.id_key))
      and (left(a.id_key, 10) = left(b.id_key, 10) or right(a.id_key, 6) = right(b.id_key, 6))

    union

    -- a number too short for that is compared with every other of the name
    select a.name_key, a.id_key, b.id_key
    from numbers a
    join (select name_key, id_key, size from numbers where size < 17) b on b.name_key = a.name_key
    where a.size = b.size + 1 or (a.size = b.size and a.id_key < b.id_key)
),

-- no document's number is longer
places as (
    select n
    from (values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20)) places (n)
),

-- from the first place where they differ
rests as (
    select c.name_key, c.one, c.other, p.n, substr(c.one, p.n) as one_rest, substr(c.other, p.n) as other_rest
    from candidates c
    join places p on p.n <= length(c.one)
    where left(c.one, p.n - 1) = left(c.other, p.n - 1) and substr(c.one, p.n, 1) <> substr(c.other, p.n, 1)
),

differences as (
    select name_key, one, other,
           case
               when length(one) > length(other) then case when substr(one_rest, 2) = other_rest then '多或少一位' end
               when substr(one_rest, 2) = substr(other_rest, 2) then '第' || cast(n as varchar) || '位不同'
               when substr(one_rest, 3) = substr(other_rest, 3)
                    and substr(one_rest, 1, 1) = substr(other_rest, 2, 1) and substr(one_rest, 2, 1) = substr(other_rest, 1, 1)
                   then '相邻两位互换'
           end as difference
    from rests
),

pairs as (
    select name_key, one as id_key, other as near_key, difference from differences where difference is not null
    union all
    select name_key, other, one, difference from differences where difference is not null
),

links as (
    select name_key, id_key, near_key from pairs
    union all
    select name_key, id_key, id_key from pairs
),

-- the least number of a chain stands for it; three steps reach the end of any that is likely
first_step as (
    select name_key, id_key, min(near_key) as least_key
    from links
    group by name_key, id_key
),

second_step as (
    select l.name_key, l.id_key, min(f.least_key) as least_key
    from links l
    join first_step f on f.name_key = l.name_key and f.id_key = l.near_key
    group by l.name_key, l.id_key
),

chains as (
    select l.name_key, l.id_key, min(s.least_key) as least_key
    from links l
    join second_step s on s.name_key = l.name_key and s.id_key = l.near_key
    group by l.name_key, l.id_key
),

neighbours as (
    select p.name_key, p.id_key, p.difference, s.school_code,
           row_number() over (partition by p.name_key, p.id_key order by p.near_key, s.record_key) as place
    from pairs p
    join current_students s on s.name_key = p.name_key and s.id_key = p.near_key
    where s.is_active
),

described as (
    select name_key, id_key, count(*) as near_records, count(distinct school_code) as near_schools,
           min(case when place = 1 then difference end) as difference
    from neighbours
    group by name_key, id_key
)

select
    s.school_code,
    s.record_key as entity_key,
    s.registry_number,
    s.id_number,
    s.name as subject_name,
    s.grade_no,
    s.class_no,
    s.data_date as fact_date,
    cast(null as varchar) as occurrence,
    s.name_key || ':' || c.least_key as group_key,
    cast(null as varchar) as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    d.near_records,
    d.difference,
    d.near_schools
from described d
join chains c on c.name_key = d.name_key and c.id_key = d.id_key
join current_students s on s.name_key = d.name_key and s.id_key = d.id_key
where s.is_active
