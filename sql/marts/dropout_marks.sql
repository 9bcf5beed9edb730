-- Each mark of a dropout, suspected or not, in the registry (系统标注日期), tied to the pupil's current record.
with

marks as (
    select d.school_code, d.registry_key, d.id_key, d.name_key, g.grade_no, d.class_label, d.marked_date
    from dropouts d
    left join grade_numbers g
      on g.school_code = d.school_code and g.grade_kind = d.grade_kind and g.grade_value = d.grade_value
     and g.school_year = extract(year from d.data_date) - case when extract(month from d.data_date) < 8 then 1 else 0 end
    where d.marked_date <= $as_of
)

select s.record_key, m.marked_date
from marks m
join current_students s on s.registry_key = m.registry_key

union

select s.record_key, m.marked_date
from marks m
join current_students s on s.id_key = m.id_key

union

select n.record_key, m.marked_date
from marks m
join class_names n
  on n.school_code = m.school_code and n.grade_no = m.grade_no and n.class_label = m.class_label and n.name_key = m.name_key
where m.registry_key is null and m.id_key is null
