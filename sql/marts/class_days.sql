-- One row per class and school day up to $as_of: was the class called that day, and how many such days have there been so far.
-- A class was called when a pupil was marked present or the class reported itself. A school that uses neither mark in a whole term
-- keeps a list of absences only: there every school day counts as called, up to the day the list says or its last row.
with

own_calendars as (
    select distinct scope from calendar_days where scope <> ''
),

school_calendar as (
    select f.school_code, d.day, d.term, d.school_day_no
    from school_facts f
    left join own_calendars o on o.scope = f.school_code
    join calendar_days d on d.scope = coalesce(o.scope, '')
    where d.school_day and d.day <= $as_of
),

marks as (
    select a.school_code, coalesce(g.grade_no, 0) as grade_no, coalesce(a.class_label, '') as class_label, a.date as day,
           max(case when a.status in ('present', 'class_reported') then 1 else 0 end) as is_called,
           max(case when a.status <> 'not_taken' then 1 else 0 end) as is_reported,
           -- the day up to which the list that the row came with is complete
           max(coalesce(a.cutoff_on, a.date)) as listed_until
    from absences a
    left join grade_numbers g
      on g.school_code = a.school_code and g.grade_kind = a.grade_kind and g.grade_value = a.grade_value
     and g.school_year = extract(year from a.data_date) - case when extract(month from a.data_date) < 8 then 1 else 0 end
    where a.date <= $as_of
    group by a.school_code, coalesce(g.grade_no, 0), coalesce(a.class_label, ''), a.date
),

school_terms as (
    select m.school_code, c.term, max(m.is_called) as is_roll_called,
           max(m.listed_until) as listed_until
    from marks m
    join school_calendar c on c.school_code = m.school_code and c.day = m.day
    group by m.school_code, c.term
),

class_list as (
    -- a pupil without grade or class is looked for all the same
    select school_code, coalesce(grade_no, 0) as grade_no, coalesce(class_label, '') as class_label
    from current_students
    where is_active
    group by school_code, coalesce(grade_no, 0), coalesce(class_label, '')
),

days as (
    select l.school_code, l.grade_no, l.class_label, c.day, c.term, c.school_day_no,
           case
               when t.is_roll_called = 0 then case when c.day <= t.listed_until then 1 else 0 end
               else coalesce(m.is_called, 0)
           end as is_called,
           case
               when t.is_roll_called = 0 then case when c.day <= t.listed_until then 1 else 0 end
               else coalesce(m.is_reported, 0)
           end as is_reported,
           coalesce(t.is_roll_called = 0, false) as is_absence_list
    from class_list l
    join school_calendar c on c.school_code = l.school_code
    join school_terms t on t.school_code = l.school_code and coalesce(t.term, '') = coalesce(c.term, '')
    left join marks m
      on m.school_code = l.school_code and m.grade_no = l.grade_no and m.class_label = l.class_label and m.day = c.day
)

select school_code, grade_no, class_label, day, term, school_day_no, is_called, is_reported, is_absence_list,
       sum(is_called) over (partition by school_code, grade_no, class_label order by day) as called_no,
       max(case when is_reported = 1 then day end) over (partition by school_code, grade_no, class_label order by day) as last_reported_day
from days
