-- What each writing of a name without a number comes to in its class: shared by two pupils, missing from the class's list, or unplaced because
-- no class is written. No row: one pupil is meant, or nobody of that class or school is known and nothing can be said.
with

writings as (
    select distinct school_code, grade_kind, grade_value, class_label, name_key, data_date
    from name_only_rows
),

placed as (
    select w.school_code, w.grade_kind, w.grade_value, w.class_label, w.name_key, w.data_date, g.grade_no
    from writings w
    left join grade_numbers g
      on g.school_code = w.school_code and g.grade_kind = w.grade_kind and g.grade_value = w.grade_value
     and g.school_year = extract(year from w.data_date) - case when extract(month from w.data_date) < 8 then 1 else 0 end
),

pupils as (
    select school_code, grade_no, class_label, name_key
    from current_students
    where is_active
),

names as (
    select school_code, grade_no, class_label, name_key, count(*) as pupils
    from pupils
    group by school_code, grade_no, class_label, name_key
),

classes_known as (
    select distinct school_code, grade_no, class_label
    from pupils
),

schools_known as (
    select distinct school_code
    from pupils
),

judged as (
    select p.school_code, p.grade_kind, p.grade_value, p.class_label, p.name_key, p.data_date,
           case
               when s.school_code is null then null
               when p.grade_kind is null or p.class_label is null then 'unplaced'
               when c.school_code is null then null
               when n.pupils is null then 'missing'
               when n.pupils > 1 then 'shared'
           end as verdict
    from placed p
    left join schools_known s on s.school_code = p.school_code
    left join classes_known c on c.school_code = p.school_code and c.grade_no = p.grade_no and c.class_label = p.class_label
    left join names n
      on n.school_code = p.school_code and n.grade_no = p.grade_no and n.class_label = p.class_label and n.name_key = p.name_key
)

select school_code, grade_kind, grade_value, class_label, name_key, data_date, verdict
from judged
where verdict is not null
