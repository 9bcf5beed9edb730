-- By when each row of this run is to be mended. A term that a school was told stays; a finding that turns graver, or that is owed again, gets a
-- term from that day on, and never a later one than it had: nobody can be late for what was not said yet.
with

told as (
    select l.row_id, f.severity, l.open_since, l.why,
           r.number is not null and r.severity is not null as is_known,
           r.severity as severity_before, r.due_on as due_before,
           l.why in ('waiver-ended', 'explanation-lapsed') and k.status in ('waived', 'explained') as lapses_now,
           k.why in ('waiver-ended', 'explanation-withdrawn') and k.status_since > k.last_seen as lapsed_since,
           k.status_since,
           list_position(['red', 'orange', 'yellow', 'blue'], f.severity) < list_position(['red', 'orange', 'yellow', 'blue'], r.severity) as is_graver
    from finding_places l
    join finding_rows f on f.row_id = l.row_id
    left join ledger_findings k on k.number = l.number
    left join ledger_rows r on r.number = l.number
    where l.number is not null
)

select t.row_id,
       case
           when t.open_since = $as_of or t.lapses_now then today.due_on
           when not t.is_known then since.due_on
           when t.lapsed_since then again.due_on
           when t.is_graver then least(t.due_before, today.due_on)
           when t.severity = t.severity_before then coalesce(t.due_before, since.due_on)
           else since.due_on
       end as due_on
from told t
left join due_dates today on today.day = $as_of and today.severity = t.severity
left join due_dates since on since.day = t.open_since and since.severity = t.severity
left join due_dates again on again.day = t.status_since and again.severity = t.severity
