-- Every school: the complete submission that counts and the one before it, with the pupils 在籍 in both. Where nothing can be compared, since_date is
-- NULL and the note says why.
with

now_submitted as (
    select school_code, max(submission_date) as to_date, count(case when is_active then 1 end) as pupils
    from current_students
    group by school_code
),

submitted_before as (
    select s.school_code, max(s.submission_date) as since_date, count(case when coalesce(c.active, true) then 1 end) as pupils
    from students_last_submission s
    left join code_student_status c on c.code = s.student_status
    group by s.school_code
),

judged as (
    select o.school_code,
           o.school_name,
           b.since_date,
           n.to_date,
           b.pupils as pupils_before,
           n.pupils as pupils_now,
           case
               when o.submission = '疑似不完整（已扣住）' then '报来的学籍疑似不完整，已扣住，没有对照'
               when o.submission = '本期未报送' then '本期未报送，没有对照'
               when n.school_code is null then '没有学籍表，没有对照'
               when b.school_code is null then '第一次报送，没有上次可比'
           end as note
    from school_overview o
    left join now_submitted n on n.school_code = o.school_code
    left join submitted_before b on b.school_code = o.school_code
)

select school_code,
       school_name,
       case when note is null then since_date end as since_date,
       case when note is null then to_date end as to_date,
       cast(case when note is null then pupils_before end as integer) as pupils_before,
       cast(pupils_now as integer) as pupils_now,
       note
from judged
