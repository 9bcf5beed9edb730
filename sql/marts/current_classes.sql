-- One row per class that has pupils: its size, its own limit, and why its size is not held against it.
with

sizes as (
    select school_code, campus, stage, grade_no, class_no, class_label, class_key,
           count(*) as pupils,
           count(case when is_attending then 1 end) as attending,
           count(case when is_attending and is_status_uncertain then 1 end) as uncertain,
           min(class_type) as class_type,
           min(record_key) as first_record
    from current_students
    where is_active and not is_class_placeholder and class_label is not null
    group by school_code, campus, stage, grade_no, class_no, class_label, class_key
),

described as (
    select c.school_code, c.campus, g.grade_no, c.class_label,
           min(c.class_type) as class_type,
           min(c.size_limit) as size_limit,
           count(case when c.is_placeholder then 1 end) > 0 as is_placeholder
    from classes c
    join grade_numbers g
      on g.school_code = c.school_code and g.grade_kind = c.grade_kind and g.grade_value = c.grade_value
     and g.school_year = extract(year from c.data_date) - case when extract(month from c.data_date) < 8 then 1 else 0 end
    group by c.school_code, c.campus, g.grade_no, c.class_label
)

select z.school_code, z.campus, z.stage, z.grade_no, z.class_no, z.class_label, z.class_key, z.pupils, z.attending, z.uncertain,
       z.first_record,
       coalesce(d.size_limit, f.class_size_limit) as own_limit,
       case
           when coalesce(d.class_type, z.class_type) = '12' then '复式班'
           when t.special then '特教班'
           when coalesce(d.class_type, z.class_type) = '13' or f.is_teaching_point then '教学点'
       end as exempt_reason
from sizes z
left join described d
  on d.school_code = z.school_code and d.grade_no = z.grade_no and d.class_label = z.class_label
 and coalesce(d.campus, '') = coalesce(z.campus, '')
left join code_class_type t on t.code = coalesce(d.class_type, z.class_type)
left join school_facts f on f.school_code = z.school_code
where not coalesce(d.is_placeholder, false)
