-- A record of a duplicate that is not returned while the check did not run at the school of another record of the same duplicate: that side was
-- not asked.
with

sides as (
    select k.number, k.check_id, k.group_hash, k.subject, k.occurrence, coalesce(case when p.is_current then p.school_code end, k.school_code) as school_code
    from known_findings k
    left join subject_places p on p.subject = k.subject
    where k.group_hash is not null and k.is_open
),

unasked as (
    select s.check_id, s.group_hash, s.number
    from sides s
    anti join (select check_id, school_code from status_rows where status in ('有问题', '无问题')) r
      on r.check_id = s.check_id and r.school_code = s.school_code
)

select distinct s.number, 'not-run' as why
from sides s
join unasked u on u.check_id = s.check_id and u.group_hash = s.group_hash
anti join finding_matches m on m.check_id = s.check_id and m.subject = s.subject and m.occurrence = s.occurrence
where u.number <> s.number
