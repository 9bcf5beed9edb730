-- What schools owe, a row a finding, of the places $from to $to: made from `rectification`, `owed_places` and `run`. `others`: the rows of the
-- same duplicate that are still open.
with

owed as (
    select r.* replace (p.school_code as school_code, p.school_name as school_name), p.line,
           -- nobody looked at it this time, so nobody knows whether the pupil has come to be protected since
           coalesce(r.is_protected, true) or r.status = 'not-submitted' or r.mark is not null or r.category = '辍学' as is_guarded
    from owed_places p
    join rectification r on r.number = p.number
    where p.place between $from and $to
),

-- only the rows of a duplicate have a number that is not their group's
sides as (
    select a.number, b.number as other_number, b.school_name as other_school, a.school_code = b.school_code as is_own_school
    from owed a
    join rectification b on b.base = a.base
    where a.number <> a.base and b.number <> a.number and b.is_open
),

others as (
    select number, count(*) as other_rows,
           list({number: other_number, school: other_school, is_own_school: is_own_school} order by other_number)[1:5] as others
    from sides
    group by number
)

select r.run_id,
       f.number,
       f.school_code,
       f.school_name,
       f.line,
       f.entity,
       coalesce(f.grade_label, '') as grade_label,
       coalesce(f.class_label, '') as class_label,
       f.name,
       f.id_number,
       f.registry_number,
       f.check_id,
       f.check_title,
       f.message,
       f.basis,
       f.severity,
       f.how_to_fix,
       f.due_on,
       f.overdue_days,
       f.first_seen,
       f.status,
       f.mark,
       f.actions,
       f.is_guarded,
       f.material,
       f.reply_verdict,
       f.verdict_reason,
       coalesce(o.other_rows, 0) as other_rows,
       o.others
from owed f
cross join run r
left join others o on o.number = f.number
