-- What decides what becomes of each finding: every open one of the pipeline's checks, and every one that came back.
with

returned as (
    select check_id, subject, occurrence, max(school_code) as school_code, bool_or(excused_by is null) as is_found,
           max(case when excused_by is null then material end) as material
    from finding_matches
    group by check_id, subject, occurrence
),

-- the milder finding on a fact for which a graver one is reported
grown as (
    select d.check_id, p.subject, coalesce(d.occurrence, '') as occurrence, min(n.number) as graver, bool_or(d.excused_by is not null) as is_excused
    from dropped_rows d
    join subject_places p on p.record_key = d.record_key
    left join finding_numbers n on n.check_id = d.graver_check and n.subject = p.subject and n.occurrence = coalesce(d.occurrence, '')
    group by d.check_id, p.subject, coalesce(d.occurrence, '')
),

ran as (
    select check_id, school_code, numbers, version, seen_columns
    from status_rows
    where status in ('有问题', '无问题')
),

placed as (
    select k.*, s.kind, r.is_found, r.material, g.subject is not null as is_grown, g.graver, g.is_excused as is_grown_excused,
           coalesce(r.school_code, k.school_code) as at_school,
           p.subject is not null and p.is_current as is_present,
           case when p.is_current then p.school_code end as present_school
    from known_findings k
    left join ledger_subjects s on s.subject = k.subject
    left join returned r on r.check_id = k.check_id and r.subject = k.subject and r.occurrence = k.occurrence
    left join grown g on g.check_id = k.check_id and g.subject = k.subject and g.occurrence = k.occurrence
    left join subject_places p on p.subject = k.subject
    where k.is_open or r.is_found
)

select p.*, a.numbers as numbers_now, a.version as version_now,
       a.check_id is not null and (p.present_school is null or b.check_id is not null) as has_run,
       coalesce(x.why, y.why) as stale,
       -- a column that the school's list had and has no more: what stood in it was not looked at
       coalesce(len(list_filter(string_split(p.seen_columns, ','), c -> c <> '' and not list_contains(string_split(a.seen_columns, ','), c))), 0) > 0
           as has_lost_columns,
       l.subject is not null as is_lawfully_gone,
       w.why as unproved
from placed p
left join ran a on a.check_id = p.check_id and a.school_code = p.at_school
left join ran b on b.check_id = p.check_id and b.school_code = p.present_school
left join stale_data x on x.check_id = p.check_id and x.school_code = p.at_school
left join stale_data y on y.check_id = p.check_id and y.school_code = p.present_school
left join lawful_leavers l on l.subject = p.subject
left join (select number, min(why) as why from unproved_returns group by number) w on w.number = p.number
