-- This run's rows with their subjects, and the findings that they have been before.
select r.row_id, r.check_id, r.record_key, p.subject, coalesce(r.occurrence, '') as occurrence, r.school_code, r.excused_by, r.material,
       case when r.group_key is not null then ledger_hash('group', r.check_id || '|' || r.group_key) end as group_hash,
       k.number as known_number
from finding_rows r
join subject_places p on p.record_key = r.record_key
left join known_findings k on k.check_id = r.check_id and k.subject = p.subject and k.occurrence = coalesce(r.occurrence, '') and k.copy = 1
