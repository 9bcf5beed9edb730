-- Every way in which pupils were written who are not, under that name and one of those numbers, in any school's current submission: the
-- latest record of each. One pupil may have several, and some pupils are still there under another name or other numbers.
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
    where not exists (select 1 from current_students s where s.registry_key = h.registry_key and s.name_key = h.name_key)
      and not exists (select 1 from current_students s where s.id_key = h.id_key and s.name_key = h.name_key)
      and not exists (
          select 1 from current_students s
          where h.registry_key is null and h.id_key is null
            and s.school_code = h.school_code and s.name_key = h.name_key and s.birth_date = h.birth_date)
),

ranked as (
    select e.*, row_number() over (
               partition by e.school_code, e.registry_key, e.id_key, coalesce(e.name_key, e.registry_key, e.id_key, e.record_key)
               order by e.submission_date desc, e.record_key desc) as latest
    from earlier e
)

select record_key, school_code, campus, registry_number, registry_key, id_number, id_key, name, name_key, birth_date, class_label, class_number,
       student_status, has_status_column, source_file, source_sheet, source_row, submission_date, grade_no, junior_from
from ranked
where latest = 1
