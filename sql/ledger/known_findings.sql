-- The ledger's findings of this pipeline's checks, under the checks' present names and the schools' present codes, as they were last observed.
select f.number, f.base, n.check_id, f.subject, coalesce(f.occurrence, '') as occurrence, f.group_hash, f.status, f.mark, f.why,
       f.status_since, f.first_seen, f.open_since, f.waived_until, f.explained_material, f.status not in ('closed', 'ended') as is_open,
       coalesce(s.to_code, r.school_code) as school_code, r.check_version, r.numbers, r.seen_columns, r.fact_date, r.grade_no,
       row_number() over (partition by n.check_id, f.subject, f.occurrence order by f.number desc) as copy
from ledger_findings f
join check_names n on n.name = f.check_id
left join ledger_rows r on r.number = f.number
left join school_successors s on s.from_code = r.school_code
