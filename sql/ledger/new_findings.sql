-- Findings that the ledger has not had, with their numbers: 2026-000123, or 2026-000123-2 for the second record of a duplicate. A group keeps
-- the number that it has. The same findings get the same numbers, in whatever order a file has them; rows of a group stand together.
with

problems as (
    select m.check_id, m.subject, m.occurrence, m.group_hash,
           row_number() over (
               order by m.check_id, coalesce(r.group_key, ''), r.school_code, coalesce(r.grade_no, 0), coalesce(r.class_no, 0), coalesce(r.name, ''),
                        coalesce(r.registry_number, r.id_number, r.record_key), m.occurrence, m.row_id) as place,
           row_number() over (partition by m.check_id, m.subject, m.occurrence order by r.group_key, r.school_code, m.row_id) as copy
    from finding_matches m
    join finding_rows r on r.row_id = m.row_id
    where m.excused_by is null and m.known_number is null
),

units as (
    select coalesce(group_hash, cast(place as varchar)) as unit, group_hash, min(place) as place
    from problems
    where copy = 1
    group by coalesce(group_hash, cast(place as varchar)), group_hash
),

based as (
    select u.unit, u.place, g.base,
           coalesce((select max(last) from ledger_numbers where key = $year), 0)
               + row_number() over (partition by g.base is null order by u.place) as running
    from units u
    left join ledger_groups g on g.group_hash = u.group_hash
),

numbered as (
    select p.*, coalesce(b.base, $year || '-' || lpad(cast(b.running as varchar), cast(greatest(6, length(cast(b.running as varchar))) as integer), '0')) as base
    from problems p
    join based b on b.unit = coalesce(p.group_hash, cast(p.place as varchar))
    where p.copy = 1
)

select n.check_id, n.subject, n.occurrence, n.group_hash, n.base, n.place,
       case
           when n.group_hash is null then n.base
           else n.base || '-' || cast(coalesce(l.last, 0) + row_number() over (partition by n.base order by n.place) as varchar)
       end as number
from numbered n
left join ledger_numbers l on l.key = n.base
