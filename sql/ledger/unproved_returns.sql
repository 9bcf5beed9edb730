-- Absences that a check no longer returns only because it looks elsewhere now: the child has another school, grade or class than when the
-- absence was last seen, or a new term has begun. Nothing proves a return but a day in class after the last day of absence: the child's
-- own row of presence, or a report of the child's class (in a school that lists absences only: a day that its list covers) on which the
-- child is not missing. Returned are those without such a day.
with

attendance_checks as (
    select distinct check_id from check_names where needs_attendance
),

candidates as (
    select k.number, s.school_code, s.grade_no, s.class_label, s.registry_key, s.id_key, s.name_key,
           -- the class of the same name was other children's before August
           greatest(r.fact_date + 1, make_date(
               cast(extract(year from cast($as_of as date)) as integer) - case when extract(month from cast($as_of as date)) < 8 then 1 else 0 end, 8, 1)) as since
    from known_findings k
    join attendance_checks c on c.check_id = k.check_id
    join ledger_rows r on r.number = k.number
    join subject_places p on p.subject = k.subject and p.is_current
    join current_students s on s.record_key = p.record_key
    left join finding_matches m on m.check_id = k.check_id and m.subject = k.subject and m.occurrence = k.occurrence
    where k.is_open and m.row_id is null
      and (k.school_code is distinct from s.school_code or r.grade_no is distinct from s.grade_no or r.class_no is distinct from s.class_no
           or r.fact_date < (select first_day from current_term))
),

entries as (
    select a.school_code, a.registry_key, a.id_key, a.name_key, coalesce(g.grade_no, 0) as grade_no, coalesce(a.class_label, '') as class_label,
           a.date as day, a.status, coalesce(a.cutoff_on, a.date) as listed_until, coalesce(c.absent, false) as absent
    from absences a
    semi join candidates k on k.school_code = a.school_code
    left join code_absence_status c on c.code = a.status
    left join grade_numbers g
      on g.school_code = a.school_code and g.grade_kind = a.grade_kind and g.grade_value = a.grade_value
     and g.school_year = extract(year from a.data_date) - case when extract(month from a.data_date) < 8 then 1 else 0 end
    where a.date <= $as_of
),

own_entries as (
    select k.number, e.day, e.status, e.absent from candidates k join entries e on e.school_code = k.school_code and e.registry_key = k.registry_key
    union all
    select k.number, e.day, e.status, e.absent from candidates k join entries e on e.school_code = k.school_code and e.id_key = k.id_key
    union all
    select k.number, e.day, e.status, e.absent
    from candidates k
    join entries e
      on e.school_code = k.school_code and e.name_key = k.name_key and e.grade_no = coalesce(k.grade_no, 0) and e.class_label = coalesce(k.class_label, '')
    where e.registry_key is null and e.id_key is null
),

lists as (
    select school_code, max(listed_until) as listed_until
    from entries
    where day >= (select first_day from current_term)
    group by school_code
    having count(case when status in ('present', 'class_reported') then 1 end) = 0
),

days_in_class as (
    select k.number, e.day
    from candidates k
    join entries e on e.school_code = k.school_code and e.grade_no = coalesce(k.grade_no, 0) and e.class_label = coalesce(k.class_label, '')
    where e.status in ('present', 'class_reported') and e.day >= k.since

    union

    select k.number, d.day
    from candidates k
    join lists l on l.school_code = k.school_code
    join calendar_days d on d.scope = '' and d.day between k.since and l.listed_until
    where d.school_day and d.day >= (select first_day from current_term)

    union

    select o.number, o.day
    from own_entries o
    join candidates k on k.number = o.number
    where not o.absent and o.status not in ('not_taken', 'class_reported') and o.day >= k.since
),

proved as (
    select distinct d.number
    from days_in_class d
    where not exists (select 1 from own_entries o where o.number = d.number and o.day = d.day and (o.absent or o.status = 'not_taken'))
)

select k.number, 'not-run' as why
from candidates k
anti join proved p on p.number = k.number
