-- Whose number became another child's, or was it at the same time: names that have stood under a number of a last sighting, and whose bearer
-- has a record beside it, in the same list, or in another school before and after. Otherwise another name is a corrected name.
with

sightings as (
    select school_code, registry_key, id_key, name_key, submission_date, false as is_current from students_history
    union all
    select school_code, registry_key, id_key, name_key, submission_date, true from current_students
),

sharers as (
    select l.record_key, s.name_key as other_name, s.registry_key, s.id_key,
           s.registry_key <> l.registry_key or s.id_key <> l.id_key as has_own_number
    from last_sightings l
    join sightings s on s.registry_key = l.registry_key
    where s.name_key <> l.name_key

    union

    select l.record_key, s.name_key, s.registry_key, s.id_key, s.registry_key <> l.registry_key or s.id_key <> l.id_key
    from last_sightings l
    join sightings s on s.id_key = l.id_key
    where s.name_key <> l.name_key
),

-- by the same name, or by both numbers where one of them is not the child's who was last seen
their_records as (
    select o.record_key, o.other_name, s.school_code, s.submission_date, s.is_current
    from sharers o
    join sightings s on s.registry_key = o.registry_key
    where s.name_key = o.other_name or (s.id_key = o.id_key and o.has_own_number)

    union all

    select o.record_key, o.other_name, s.school_code, s.submission_date, s.is_current
    from sharers o
    join sightings s on s.id_key = o.id_key
    where s.name_key = o.other_name
)

select l.record_key, t.other_name
from last_sightings l
join their_records t on t.record_key = l.record_key
where t.school_code = l.school_code and t.submission_date = l.submission_date

union

select l.record_key, t.other_name
from last_sightings l
join their_records t on t.record_key = l.record_key
where t.school_code <> l.school_code
group by l.record_key, t.school_code, t.other_name
having bool_or(t.submission_date <= l.submission_date) and bool_or(t.is_current or t.submission_date >= l.submission_date)
