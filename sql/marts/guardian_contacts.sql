-- Each attempt to reach a guardian, tied to the pupil's current record. Only reaching the guardian counts; a relative is not enough.
with

attempts as (
    select c.school_code, c.registry_key, c.id_key, c.name_key, g.grade_no, c.class_label, cast(c.contact_time as date) as day, r.reached
    from contacts c
    join code_contact_result r on r.code = c.result
    left join grade_numbers g
      on g.school_code = c.school_code and g.grade_kind = c.grade_kind and g.grade_value = c.grade_value
     and g.school_year = extract(year from c.data_date) - case when extract(month from c.data_date) < 8 then 1 else 0 end
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

select n.record_key, a.day, a.reached
from attempts a
join class_names n
  on n.school_code = a.school_code and n.grade_no = a.grade_no and n.class_label = a.class_label and n.name_key = a.name_key
where a.registry_key is null and a.id_key is null
