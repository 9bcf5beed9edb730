-- Every pupil's record in the latest complete submission that has the pupil: the current one, or the last one before the pupil was gone.
-- The same pupil is known by either number, or in the same school by name and birth date.
with

earlier as (
    select h.record_key, h.school_code, h.campus, h.registry_number, h.registry_key, h.id_number, h.id_key, h.name, h.name_key, h.birth_date,
           h.class_label, h.class_number, h.student_status, h.has_status_column, h.source_file, h.source_sheet, h.source_row,
           h.submission_date, g.grade_no, f.junior_from
    from students_history h
    left join school_facts f on f.school_code = h.school_code
    left join grade_numbers g
      on g.school_code = h.school_code and g.grade_kind = h.grade_kind and g.grade_value = h.grade_value
     and g.school_year = extract(year from h.data_date) - case when extract(month from h.data_date) < 8 then 1 else 0 end
),

unseen as (
    select e.*
    from earlier e
    where not exists (select 1 from current_students s where s.registry_key = e.registry_key)
      and not exists (select 1 from current_students s where s.id_key = e.id_key)
      and not exists (
          select 1 from current_students s
          where s.school_code = e.school_code and s.name_key = e.name_key and s.birth_date = e.birth_date)
),

-- one row a pupil: first by ID number, then by registry number, each time the latest
by_id as (
    select u.*, row_number() over (
               partition by coalesce(u.id_key, u.registry_key, u.school_code || '|' || coalesce(u.name_key, u.record_key))
               order by u.submission_date desc, u.record_key desc) as id_rank
    from unseen u
),

by_registry as (
    select b.*, row_number() over (
               partition by coalesce(b.registry_key, b.id_key, b.school_code || '|' || coalesce(b.name_key, b.record_key))
               order by b.submission_date desc, b.record_key desc) as registry_rank
    from by_id b
    where b.id_rank = 1
),

-- The same child stood on a later list: under both numbers, and is now known by the other one; or in the same school under other ones.
-- Two of one name and birth date who both had an ID number, and not the same, are two.
carried_on as (
    select r.record_key
    from by_registry r
    join students_history h on h.id_key = r.id_key and h.name_key = r.name_key and h.submission_date > r.submission_date
    join current_students s on s.registry_key = h.registry_key
    where r.registry_rank = 1

    union

    select r.record_key
    from by_registry r
    join students_history h on h.registry_key = r.registry_key and h.name_key = r.name_key and h.submission_date > r.submission_date
    join current_students s on s.id_key = h.id_key
    where r.registry_rank = 1

    union

    select r.record_key
    from by_registry r
    join by_registry l on l.school_code = r.school_code and l.name_key = r.name_key and l.birth_date = r.birth_date
    where r.registry_rank = 1 and l.registry_rank = 1 and l.submission_date > r.submission_date
      and (r.id_key is null or l.id_key is null)
)

select v.record_key, v.school_code, v.campus, v.registry_number, v.registry_key, v.id_number, v.id_key, v.name, v.name_key,
       v.birth_date, v.grade_no, v.class_number as class_no, v.class_label, v.student_status, v.junior_from,
       v.has_status_column and (v.student_status is null or v.student_status = '99') as is_status_uncertain,
       v.submission_date as last_seen_date, v.source_file, v.source_sheet, v.source_row, false as is_current
from by_registry v
where v.registry_rank = 1
  and not exists (select 1 from carried_on c where c.record_key = v.record_key)

union all

select s.record_key, s.school_code, s.campus, s.registry_number, s.registry_key, s.id_number, s.id_key, s.name, s.name_key,
       s.birth_date, s.grade_no, s.class_no, s.class_label, s.student_status, s.junior_from, s.is_status_uncertain,
       s.submission_date, s.source_file, s.source_sheet, s.source_row, true
from current_students s
