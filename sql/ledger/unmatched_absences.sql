-- Absences that are not returned while the newest day of the class's attendance, after the last day of absence, has an absent child whom nobody
-- knows by number or name: it may be this very child, mistyped. A later day of the class without such a child clears it.
with

candidates as (
    select k.number, s.school_code, s.grade_no, s.class_label, k.fact_date
    from known_findings k
    join (select distinct check_id from check_names where needs_attendance) c on c.check_id = k.check_id
    join subject_places p on p.subject = k.subject and p.is_current
    join current_students s on s.record_key = p.record_key
    anti join finding_matches m on m.check_id = k.check_id and m.subject = k.subject and m.occurrence = k.occurrence
    where k.is_open
),

absent as (
    select a.school_code, a.registry_key, a.id_key, a.name_key, a.class_label, g.grade_no, a.date as day
    from absences a
    semi join candidates k on k.school_code = a.school_code
    join code_absence_status c on c.code = a.status and c.absent
    left join grade_numbers g
      on g.school_code = a.school_code and g.grade_kind = a.grade_kind and g.grade_value = a.grade_value
     and g.school_year = extract(year from a.data_date) - case when extract(month from a.data_date) < 8 then 1 else 0 end
    where a.date <= $as_of
),

numbered as (
    select a.*
    from absent a
    anti join current_students r on r.registry_key = a.registry_key
    anti join current_students i on i.id_key = a.id_key
    where a.registry_key is not null or a.id_key is not null
),

nameless as (
    select a.*
    from absent a
    anti join current_students s on s.school_code = a.school_code and s.name_key = a.name_key
    where a.registry_key is null and a.id_key is null
),

unmatched as (
    select * from numbered
    union all
    select * from nameless
),

suspects as (
    select k.number, max(u.day) as day
    from candidates k
    join unmatched u on u.school_code = k.school_code
    where u.day > k.fact_date
      and (u.class_label is null or k.class_label is null or u.class_label = k.class_label)
      and (u.grade_no is null or k.grade_no is null or u.grade_no = k.grade_no)
    group by k.number
),

-- a school that lists absences only tells of all its classes up to the day to which the list goes
newest_days as (
    select k.number,
           max(case when a.status in ('present', 'class_reported') then a.date end) as reported_on,
           max(case when a.date <= $as_of then least(coalesce(a.cutoff_on, a.date), $as_of) end) as listed_until
    from candidates k
    join suspects s on s.number = k.number
    join absences a on a.school_code = k.school_code
    where a.date <= $as_of and (a.class_label is null or k.class_label is null or a.class_label = k.class_label)
    group by k.number
)

select s.number, 'not-run' as why
from suspects s
join newest_days n on n.number = s.number
where s.day >= coalesce(n.reported_on, n.listed_until)
