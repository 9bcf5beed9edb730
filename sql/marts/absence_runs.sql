-- One row per pupil and unbroken run of confirmed absence without leave, up to $as_of.
-- Only days on which the pupil was in class or on leave break a run. Days that nobody reported, weekends and holidays are neutral: they
-- neither break a run nor begin or end one. Days of the winter and summer vacation are taken off the count.
with

school_days as (
    select p.record_key, p.day, p.state, c.called_no, c.is_called, c.is_absence_list
    from pupil_days p
    join current_students s on s.record_key = p.record_key
    join class_days c
      on c.school_code = s.school_code and c.grade_no = coalesce(s.grade_no, 0) and c.class_label = coalesce(s.class_label, '')
     and c.day = p.day
),

-- called days of the class on which nothing is said of the pupil are days in class
numbered as (
    select d.*,
           called_no - sum(is_called) over (partition by record_key order by day) as silent_no,
           sum(case when state in ('in-class', 'on-leave') then 1 else 0 end) over (partition by record_key order by day) as break_no,
           sum(case when state = 'in-class' then 1 else 0 end) over (partition by record_key order by day) as presence_no
    from school_days d
),

runs as (
    select record_key, is_absence_list, silent_no, break_no, presence_no,
           min(day) as first_day, max(day) as last_day, count(*) as school_days
    from numbered
    where state = 'absent'
    group by record_key, is_absence_list, silent_no, break_no, presence_no
),

pupil_ends as (
    select record_key, sum(is_called) as called_with_entry, max(presence_no) as presence_no
    from numbered
    group by record_key
),

class_ends as (
    select school_code, grade_no, class_label, max(called_no) as called_no, max(last_reported_day) as last_reported_day,
           max(school_day_no) as school_day_no
    from class_days
    group by school_code, grade_no, class_label
)

select r.record_key, s.school_code, r.first_day, r.last_day, r.is_absence_list, cast(r.school_days as integer) as school_days,
       cast(date_diff('day', r.first_day, r.last_day) + 1 - (upto.vacation_no - since.vacation_no) as integer) as natural_days,
       cast(upto.vacation_no - since.vacation_no as integer) as vacation_days,
       -- no day in class since: neither marked so, nor called without an entry
       r.presence_no = p.presence_no and r.silent_no = e.called_no - p.called_with_entry as is_still_away,
       reported.day as last_reported_day,
       cast(e.school_day_no - reported.school_day_no as integer) as unreported_school_days
from runs r
join pupil_ends p on p.record_key = r.record_key
join current_students s on s.record_key = r.record_key
join class_ends e
  on e.school_code = s.school_code and e.grade_no = coalesce(s.grade_no, 0) and e.class_label = coalesce(s.class_label, '')
join calendar_days since on since.scope = '' and since.day = r.first_day
join calendar_days upto on upto.scope = '' and upto.day = r.last_day
-- the pupil's own absence is a report too
join calendar_days reported
  on reported.scope = '' and reported.day = case when e.last_reported_day > r.last_day then e.last_reported_day else r.last_day end
