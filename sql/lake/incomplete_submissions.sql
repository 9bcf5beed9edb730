-- Schools whose newest submission lacks a whole class of a grade that does not leave, or ten pupils and a tenth of the school, without
-- lawful exit. In August and September classes are made anew, so cohorts are looked at instead.
with

before as (
    select l.record_key, l.school_code, l.registry_key, l.id_key, l.name_key, l.birth_date, l.class_label, l.submission_date, g.grade_no, f.junior_from,
           extract(year from l.submission_date) - case when extract(month from l.submission_date) < 8 then 1 else 0 end as school_year
    from students_last_submission l
    left join school_facts f on f.school_code = l.school_code
    left join code_student_status c on c.code = l.student_status
    left join grade_numbers g
      on g.school_code = l.school_code and g.grade_kind = l.grade_kind and g.grade_value = l.grade_value
     and g.school_year = extract(year from l.data_date) - case when extract(month from l.data_date) < 8 then 1 else 0 end
    where coalesce(c.active, true) and not l.is_class_placeholder
),

current_years as (
    select school_code,
           max(extract(year from submission_date) - case when extract(month from submission_date) < 8 then 1 else 0 end) as school_year
    from students
    group by school_code
),

lawful as (
    select b.record_key from before b join legal_exits e on e.registry_key = b.registry_key
    union
    select b.record_key from before b join legal_exits e on e.id_key = b.id_key
),

in_place as (
    select b.record_key from before b join students s on s.school_code = b.school_code and s.registry_key = b.registry_key and s.class_label = b.class_label
    union
    select b.record_key from before b join students s on s.school_code = b.school_code and s.id_key = b.id_key and s.class_label = b.class_label
),

judged as (
    select b.*,
           l.record_key is not null and p.record_key is null as is_lawful,
           p.record_key is not null as is_in_place,
           b.grade_no is not null and b.grade_no in (b.junior_from - 1, 9, 12) as is_leaving_grade,
           case when y.school_year = b.school_year then coalesce(b.class_label, '') else '' end as group_label,
           not exists (select 1 from students s where s.school_code = b.school_code and s.registry_key = b.registry_key)
               and not exists (select 1 from students s where s.school_code = b.school_code and s.id_key = b.id_key)
               and not exists (
                   select 1 from students s
                   where s.school_code = b.school_code and s.name_key = b.name_key
                     and (s.birth_date = b.birth_date or s.birth_date is null or b.birth_date is null))
               and l.record_key is null as is_lost
    from before b
    join current_years y on y.school_code = b.school_code
    left join lawful l on l.record_key = b.record_key
    left join in_place p on p.record_key = b.record_key
),

groups as (
    select school_code, grade_no, group_label, count(*) as pupils, count(case when is_lost then 1 end) as lost,
           count(case when is_lawful then 1 end) as lawful, count(case when is_in_place then 1 end) as in_place,
           max(case when is_leaving_grade then 1 else 0 end) as is_leaving_grade
    from judged
    group by school_code, grade_no, group_label
),

missing_groups as (
    -- one child of a village class of one is no missing class; that somebody left lawfully or went over to the next class makes a missing one no
    -- less missing, as long as most of it are not to be found
    select school_code,
           string_agg(coalesce(cast(grade_no as varchar) || '年级', '') || case when group_label = '' then '' else group_label || '班' end, '、'
                      order by grade_no, group_label) as names
    from groups
    where lost >= 2 and is_leaving_grade = 0
      and (lost + lawful = pupils or (group_label <> '' and in_place = 0 and lost * 2 > pupils - lawful))
    group by school_code
),

schools_compared as (
    select school_code, max(submission_date) as last_date, count(*) as pupils, count(case when is_lost and not is_leaving_grade then 1 end) as lost
    from judged
    group by school_code
)

select s.school_code, s.last_date, s.pupils, s.lost, case when m.names is null then [] else [m.names] end as missing_classes
from schools_compared s
left join missing_groups m on m.school_code = s.school_code
where m.names is not null or (s.lost >= 10 and s.lost * 10 >= s.pupils)
