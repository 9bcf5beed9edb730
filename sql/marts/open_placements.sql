-- Current records of pupils in a special placement: where the record is kept and where the pupil is taught. Sensitive: what kind it is
-- never leaves the county's own copy.
with

in_force as (
    select registry_key, id_key, name_key, placement, coalesce(record_school_code, school_code) as record_school_code,
           coalesce(host_school_code, school_code) as host_school_code
    from special_placements
    where (start_date is null or start_date <= $as_of)
      and (end_date is null or end_date >= $as_of)
)

select s.record_key, s.school_code, p.placement, p.record_school_code, p.host_school_code
from in_force p
join current_students s on s.registry_key = p.registry_key
where coalesce(p.name_key, s.name_key) = s.name_key

union

select s.record_key, s.school_code, p.placement, p.record_school_code, p.host_school_code
from in_force p
join current_students s on s.id_key = p.id_key
where coalesce(p.name_key, s.name_key) = s.name_key
