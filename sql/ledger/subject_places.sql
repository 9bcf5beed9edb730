-- Where each subject is now. A vanished pupil's is the record in which the pupil was last seen.
select m.record_key, m.subject, r.kind, r.school_code, r.is_current, m.evidence
from matched_subjects m
join known_records r on r.record_key = m.record_key

union all

select n.record_key, n.subject, n.kind, r.school_code, r.is_current, cast(null as varchar)
from new_subjects n
join known_records r on r.record_key = n.record_key
