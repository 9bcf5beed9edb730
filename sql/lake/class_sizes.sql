-- Every class that has pupils, sized as the class-size checks size it: 在读. pack_limit is NULL where the school's regulation gives no number.
with

sized as (
    select c.*,
           case c.stage when 'primary' then l.max_pupils_primary when 'junior' then l.max_pupils_junior end as pack_limit,
           coalesce(c.grade_no in (1, f.junior_from, 10), false) as is_entry_grade
    from current_classes c
    left join class_size_limits l on l.school_code = c.school_code
    left join school_facts f on f.school_code = c.school_code
)

select s.school_code,
       coalesce(o.school_name, s.school_code) as school_name,
       s.campus,
       s.stage,
       s.grade_no,
       s.class_no,
       coalesce(g.label, '') as grade_label,
       case
           when s.class_no is not null then cast(s.class_no as varchar) || '班'
           when s.class_label is null or s.class_label = '' then ''
           when ends_with(s.class_label, '班') then s.class_label
           else s.class_label || '班'
       end as class_label,
       cast(s.attending as integer) as attending,
       s.exempt_reason,
       s.is_entry_grade,
       cast(s.own_limit as integer) as own_limit,
       cast(s.pack_limit as integer) as pack_limit,
       -- a class's or school's own limit may tighten the number of the regulation, never loosen it
       coalesce(s.attending > least(coalesce(s.own_limit, s.pack_limit), coalesce(s.pack_limit, s.own_limit)), false) as is_over,
       case
           when s.attending <= 45 then 1
           when s.attending <= 50 then 2
           when s.attending <= 54 then 3
           when s.attending = 55 then 4
           when s.attending <= 65 then 5
           else 6
       end as band
from sized s
left join school_overview o on o.school_code = s.school_code
left join grade_labels g on g.grade_no = s.grade_no
