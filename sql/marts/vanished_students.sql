-- Pupils who were 在籍 when last seen and are in no school's current submission. Whether they left lawfully is not asked here.
select v.record_key, v.school_code, v.campus, v.registry_number, v.registry_key, v.id_number, v.id_key, v.name, v.name_key,
       v.birth_date, v.grade_no, v.class_no, v.class_label, v.last_seen_date, v.source_file, v.source_sheet, v.source_row,
       case
           when v.grade_no < v.junior_from then 'primary'
           when v.grade_no <= 9 then 'junior'
           when v.grade_no <= 12 then 'senior'
       end as stage,
       coalesce(v.grade_no in (v.junior_from - 1, 9, 12), false) as is_leaving_grade,
       v.is_status_uncertain
from students_last_seen v
left join code_student_status c on c.code = v.student_status
where not v.is_current and coalesce(c.active, true)
