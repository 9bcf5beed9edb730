-- Pupils whose record nobody may be advised to remove: dropped out or suspected to have, missing, suspended, or in a special placement.
-- Rather one too many than one too few.
select record_key
from current_students
where student_status in ('02', '06', 'S6', '15')
   or is_disabled
   or special_study_mode is not null
   or coalesce(inclusive_study, '0') <> '0'

union

select record_key from open_placements

union

select record_key from suspensions where $as_of between from_day and to_day

union

select s.record_key
from dropouts d
join current_students s on s.registry_key = d.registry_key
where d.closed_date is null

union

select s.record_key
from dropouts d
join current_students s on s.id_key = d.id_key
where d.closed_date is null

union

select s.record_key
from status_changes c
join current_students s on s.registry_key = c.registry_key
where c.change_type in ('52', '53', '54')

union

select s.record_key
from status_changes c
join current_students s on s.id_key = c.id_key
where c.change_type in ('52', '53', '54')
