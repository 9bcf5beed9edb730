-- Approved leaves, tied to the pupil's current record.
with

approved as (
    select l.school_code, l.registry_key, l.id_key, l.name_key, g.grade_no, l.class_label, l.start_date, l.end_date
    from leaves l
    left join grade_numbers g
      on g.school_code = l.school_code and g.grade_kind = l.grade_kind and g.grade_value = l.grade_value
     and g.school_year = extract(year from l.data_date) - case when extract(month from l.data_date) < 8 then 1 else 0 end
    where l.is_approved and l.start_date <= $as_of and l.end_date >= l.start_date
)

select s.record_key, a.start_date, a.end_date
from approved a
join current_students s on s.school_code = a.school_code and s.registry_key = a.registry_key

union

select s.record_key, a.start_date, a.end_date
from approved a
join current_students s on s.school_code = a.school_code and s.id_key = a.id_key

union

select n.record_key, a.start_date, a.end_date
from approved a
join class_names n
  on n.school_code = a.school_code and n.grade_no = a.grade_no and n.class_label = a.class_label and n.name_key = a.name_key
where a.registry_key is null and a.id_key is null
