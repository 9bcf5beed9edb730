-- Of the pupils with findings who are in no school's current list: who left by a recorded lawful exit. As pupil-vanished judges it, but by
-- every number under which the ledger has ever known the pupil; whom it reports has not left, whatever another child's papers say.
with

gone as (
    select k.subject,
           coalesce(p.school_code, k.school_code) as school_code,
           coalesce(v.stage, case
               when k.grade_no < coalesce(f.junior_from, 7) then 'primary'
               when k.grade_no <= 9 then 'junior'
               when k.grade_no <= 12 then 'senior'
           end) as stage,
           coalesce(v.last_seen_date, k.open_since) as last_seen_date
    from known_findings k
    join ledger_subjects s on s.subject = k.subject and s.kind = 'student'
    left join subject_places p on p.subject = k.subject
    left join vanished_students v on v.record_key = p.record_key
    left join school_facts f on f.school_code = k.school_code
    where k.is_open and not coalesce(p.is_current, false)
),

exits as (
    select a.subject, e.school_code, e.stage, e.exit_date, e.kind
    from legal_exits e
    join ledger_aliases a on a.alias = ledger_hash('registry', e.registry_key)

    union

    select a.subject, e.school_code, e.stage, e.exit_date, e.kind
    from legal_exits e
    join ledger_aliases a on a.alias = ledger_hash('id', e.id_key)
)

select distinct g.subject
from gone g
join exits e on e.subject = g.subject
where (e.school_code = g.school_code or (e.school_code is null and (e.kind <> '转出' or e.exit_date >= g.last_seen_date)))
  and coalesce(e.stage, g.stage, '') = coalesce(g.stage, '')
  and not exists (
      select 1 from subject_places p
      join finding_rows r on r.record_key = p.record_key and r.check_id = 'pupil-vanished'
      where p.subject = g.subject and r.excused_by is null)
