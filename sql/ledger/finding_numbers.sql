-- The number of each problem that this run returned.
select check_id, subject, occurrence, max(number) as number
from (
    select check_id, subject, occurrence, known_number as number
    from finding_matches
    where known_number is not null and excused_by is null

    union all

    select check_id, subject, occurrence, number from new_findings
)
group by check_id, subject, occurrence
