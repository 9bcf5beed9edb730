-- What was closed or ended since the run before, and why. Ended ones are no schools' doing and come last.
select
    number,
    state,
    why_words,
    school_code,
    school_name,
    grade_label,
    class_label,
    name,
    id_number,
    registry_number,
    severity,
    concat(check_title, case when variant <> '' then concat('（', variant, '）') else '' end) as problem,
    message,
    first_seen,
    last_seen,
    closed_on,
    reply_action,
    reply_situation,
    reply_responsible,
    status
from settled_items
order by status, school_code, check_id, grade_no nulls first, class_no nulls first, number
