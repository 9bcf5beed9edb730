-- Each attempt to reach a guardian, tied to the pupil's current record. Only reaching the guardian counts; a relative is not enough.
with

attempts as (
    select c.school_code, c.registry_key, c.id_key, c.name_key, c.class_label, cast(c.contact_time as date) as day, r.reached
    from contacts c
    join code_contact_result r on r.code = c.result
    where cast(c.contact_time as date) <= $as_of
)

select s.record_key, a.day, a.reached
from attempts a
join current_students s on s.school_code = a.school_code and s.registry_key = a.registry_key

union

select s.record_key, a.day, a.reached
from attempts a
join current_students s on s.school_code = a.school_code and s.id_key = a.id_key

union

select s.record_key, a.day, a.reached
from attempts a
join current_students s on s.school_code = a.school_code and s.name_key = a.name_key and s.class_label = a.class_label
where a.registry_key is null and a.id_key is null
