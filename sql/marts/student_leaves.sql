-- Approved leaves, tied to the pupil's current record.
with

approved as (
    select school_code, registry_key, id_key, name_key, class_label, start_date, end_date
    from leaves
    where is_approved and start_date <= $as_of and end_date >= start_date
)

select s.record_key, a.start_date, a.end_date
from approved a
join current_students s on s.school_code = a.school_code and s.registry_key = a.registry_key

union

select s.record_key, a.start_date, a.end_date
from approved a
join current_students s on s.school_code = a.school_code and s.id_key = a.id_key

union

select s.record_key, a.start_date, a.end_date
from approved a
join current_students s on s.school_code = a.school_code and s.name_key = a.name_key and s.class_label = a.class_label
where a.registry_key is null and a.id_key is null
