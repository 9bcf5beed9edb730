-- Every pupil's record in the latest complete submission that has the pupil: the current one, or the last one before the pupil was gone.
with

sightings as (
    select record_key, school_code, registry_key, id_key, name_key, submission_date, false as is_current from last_sightings
    union all
    select record_key, school_code, registry_key, id_key, name_key, submission_date, true from current_students
),

-- who is there under the same name and birth date may have both numbers corrected
namesakes as (
    select l.record_key, l.school_code, l.submission_date, s.record_key as other_key, s.name_key, s.registry_key, s.id_key
    from last_sightings l
    join current_students s on s.school_code = l.school_code and s.name_key = l.name_key and s.birth_date = l.birth_date
),

-- and is another child where it stood in the same list already
namesakes_then as (
    select n.record_key, n.other_key
    from namesakes n
    join students_history h
      on h.school_code = n.school_code and h.submission_date = n.submission_date and h.name_key = n.name_key and h.registry_key = n.registry_key

    union

    select n.record_key, n.other_key
    from namesakes n
    join students_history h
      on h.school_code = n.school_code and h.submission_date = n.submission_date and h.name_key = n.name_key and h.id_key = n.id_key
),

same_child as (
    -- any list under the same name may show that two numbers are one child's
    select n.record_key, s.record_key as other_key
    from sighting_numbers n
    join sightings s on s.registry_key = n.registry_key and s.name_key = n.name_key

    union

    select n.record_key, s.record_key
    from sighting_numbers n
    join sightings s on s.id_key = n.id_key and s.name_key = n.name_key

    union

    -- a corrected name
    select l.record_key, s.record_key
    from last_sightings l
    join sightings s on s.registry_key = l.registry_key
    where not exists (select 1 from number_sharers o where o.record_key = l.record_key and o.other_name = s.name_key)

    union

    select l.record_key, s.record_key
    from last_sightings l
    join sightings s on s.id_key = l.id_key
    where not exists (select 1 from number_sharers o where o.record_key = l.record_key and o.other_name = s.name_key)

    union

    -- both numbers are others; two of one name and birth date who both had an ID number, and not the same, are two
    select l.record_key, s.record_key
    from last_sightings l
    join last_sightings s on s.school_code = l.school_code and s.name_key = l.name_key and s.birth_date = l.birth_date
    where l.id_key is null or s.id_key is null

    union

    select n.record_key, n.other_key
    from namesakes n
    where not exists (select 1 from namesakes_then t where t.record_key = n.record_key and t.other_key = n.other_key)
),

carried_on as (
    select c.record_key
    from same_child c
    join last_sightings l on l.record_key = c.record_key
    join sightings s on s.record_key = c.other_key
    where s.is_current or s.submission_date > l.submission_date or (s.submission_date = l.submission_date and s.record_key > l.record_key)
)

select l.record_key, l.school_code, l.campus, l.registry_number, l.registry_key, l.id_number, l.id_key, l.name, l.name_key,
       l.birth_date, l.grade_no, l.class_number as class_no, l.class_label, l.student_status, l.junior_from,
       l.has_status_column and (l.student_status is null or l.student_status = '99') as is_status_uncertain,
       l.submission_date as last_seen_date, l.source_file, l.source_sheet, l.source_row, false as is_current
from last_sightings l
where not exists (select 1 from carried_on c where c.record_key = l.record_key)

union all

select s.record_key, s.school_code, s.campus, s.registry_number, s.registry_key, s.id_number, s.id_key, s.name, s.name_key,
       s.birth_date, s.grade_no, s.class_no, s.class_label, s.student_status, s.junior_from, s.is_status_uncertain,
       s.submission_date, s.source_file, s.source_sheet, s.source_row, true
from current_students s
