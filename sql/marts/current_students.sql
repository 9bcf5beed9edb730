-- One row per pupil's record in the current submissions. Here and nowhere else it is said who is 在籍 (is_active) and 在读 (is_attending).
with

graded as (
    select s.record_key, s.school_code, s.campus, s.registry_number, s.registry_key, s.registry_state, s.registry_fault, s.id_type, s.id_number, s.id_key, s.id_state, s.id_fault,
           s.name, s.name_normalised, s.name_key, s.sex, s.birth_date, s.birth_month, s.grade, s.class_name, s.class_label, s.class_number,
           s.class_code_number, s.is_class_placeholder, s.class_type, s.student_status, s.enrol_month, s.record_created_date, s.is_disabled, s.has_status_column,
           s.special_study_mode, s.inclusive_study, s.hukou_address, s.hukou_area_code, s.source, s.source_file, s.source_sheet, s.source_row, s.data_date,
           s.submission, s.submission_date, g.grade_no, f.junior_from
    from students s
    left join school_facts f on f.school_code = s.school_code
    left join grade_numbers g
      on g.school_code = s.school_code and g.grade_kind = s.grade_kind and g.grade_value = s.grade_value
     and g.school_year = extract(year from s.data_date) - case when extract(month from s.data_date) < 8 then 1 else 0 end
)

select r.record_key, r.school_code, r.campus, r.registry_number, r.registry_key, r.registry_state, r.registry_fault, r.id_type, r.id_number, r.id_key, r.id_state, r.id_fault,
       r.name, r.name_normalised, r.name_key, r.sex, r.birth_date, r.birth_month, r.grade, r.class_name, r.class_label, r.class_type,
       r.is_class_placeholder, r.student_status, r.enrol_month, r.record_created_date, r.is_disabled, r.special_study_mode, r.inclusive_study,
       r.hukou_address, r.hukou_area_code, r.source, r.source_file, r.source_sheet, r.source_row, r.data_date, r.submission, r.submission_date, r.grade_no, r.junior_from,
       case
           when r.grade_no < r.junior_from then 'primary'
           when r.grade_no <= 9 then 'junior'
           when r.grade_no <= 12 then 'senior'
       end as stage,
       -- 701 is class 1 where the grade is 7
       coalesce(r.class_number, case when floor(cast(r.class_code_number as double) / 100) = r.grade_no then r.class_code_number % 100 end) as class_no,
       r.school_code || '|' || coalesce(r.campus, '') || '|' || coalesce(cast(r.grade_no as varchar), r.grade, '') || '|'
           || coalesce(r.class_label, '') as class_key,
       -- a blank or unknown status counts as attending, and what rests on it is 待核
       coalesce(c.active, true) as is_active,
       coalesce(c.attending, true) as is_attending,
       r.has_status_column and (r.student_status is null or r.student_status = '99') as is_status_uncertain
from graded r
left join code_student_status c on c.code = r.student_status
