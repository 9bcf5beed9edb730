-- This run's rows in the ledger. Excused ones are no findings: they have a subject only.
with numbered as (
    select m.row_id, m.subject, m.group_hash, case when m.excused_by is null then n.number end as number
    from finding_matches m
    left join finding_numbers n on n.check_id = m.check_id and n.subject = m.subject and n.occurrence = m.occurrence
)

select m.row_id, m.subject, m.number, coalesce(x.status, case when m.number is not null then 'new' end) as status, x.mark,
       case when m.number is null then null when x.number is null then 'found' else coalesce(c.why, k.why, x.why) end as why,
       case when m.group_hash is not null and m.number is not null then coalesce(f.base, k.base) end as group_base,
       case when m.number is not null then coalesce(k.first_seen, $as_of) end as first_seen,
       case when m.number is not null then $as_of end as last_seen,
       case
           when m.number is null then null
           when k.number is null or k.status in ('closed', 'ended') then $as_of
           else k.open_since
       end as open_since
from numbered m
left join known_findings k on k.number = m.number
left join new_findings f on f.number = m.number
left join next_statuses x on x.number = m.number
left join ledger_changes c on c.number = m.number
