-- Records and subjects that are each other's best match, and no other is as good: whoever chose the best first would choose these.
with ranked as (
    select record_key, subject, score, evidence,
           rank() over (partition by record_key order by score desc) as rank_for_record,
           count(*) over (partition by record_key, score) as ties_for_record,
           rank() over (partition by subject order by score desc) as rank_for_subject,
           count(*) over (partition by subject, score) as ties_for_subject
    from subject_candidates
)

select record_key, subject, score, evidence
from ranked
where rank_for_record = 1 and ties_for_record = 1 and rank_for_subject = 1 and ties_for_subject = 1
