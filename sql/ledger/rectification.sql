-- The county's running ledger: every finding ever, as it was last observed, and how it stands after this run.
with

present as (
    select subject, record_key, is_current
    from subject_places
    where kind = 'student'
),

-- rather one too many than one too few: who was protected when last looked at, is now, or is not to be found
protected as (
    select subject from present p join protected_students s on s.record_key = p.record_key
    union
    select subject from ledger_findings where mark = '名册消失'
    union
    select f.subject
    from ledger_findings f
    join ledger_rows r on r.number = f.number
    where r.category = '辍学' and f.entity not in ('class', 'school') and f.status not in ('closed', 'ended')
),

standing as (
    select f.*, r.* exclude (number, check_id, status, mark, why, first_seen, last_seen, last_run, group_key, occurrence, entity, due_on,
                             school_code, school_name), coalesce(r.due_on, d.due_on) as due_on,
           coalesce(n.check_id, f.check_id) as check_now, n.check_id is not null as is_of_pipeline,
           r.occurrence as own_occurrence, coalesce(r.entity, f.entity) as row_entity,
           coalesce(c.to_code, r.school_code) as school_code, coalesce(o.school_name, r.school_name) as school_name,
           f.status not in ('closed', 'ended') as is_open,
           f.status in ('new', 'persisting', 'reopened', 'not-submitted') as is_owed,
           coalesce(r.is_protected, true) or p.subject is not null as is_safe,
           p.subject is not null and not coalesce(r.is_protected, false) as is_newly_protected
    from ledger_findings f
    left join ledger_rows r on r.number = f.number
    left join check_names n on n.name = f.check_id
    left join school_successors c on c.from_code = r.school_code
    left join school_overview o on o.school_code = coalesce(c.to_code, r.school_code)
    left join protected p on p.subject = f.subject
    -- runs of format 1 told no terms
    left join due_dates d on d.day = f.open_since and d.severity = r.severity
)

select s.number, s.base, s.check_now as check_id, s.check_title, s.category, s.variant, s.kind, s.severity, s.certainty, s.is_counted,
       s.row_entity as entity, s.entity_key, s.school_code, s.school_name, s.registry_number, s.id_number, s.name, s.grade_no, s.class_no,
       s.grade_label, s.class_label, case when s.group_hash is not null then s.base end as group_key, s.own_occurrence as occurrence,
       s.fact_date, s.message, s.evidence_text, s.basis,
       case when s.is_newly_protected then coalesce(h.safe_text, s.how_to_fix) else s.how_to_fix end as how_to_fix,
       case
           when s.is_safe then list_filter(coalesce(s.actions, h.actions), action -> action <> 'deleted')
           else coalesce(s.actions, h.actions)
       end as actions,
       s.is_safe as is_protected, s.material, s.source_file, s.source_row, s.status, s.mark, s.why, s.detail, s.status_since, s.first_seen,
       s.last_seen, s.open_since, s.due_on,
       case when s.is_owed and s.due_on is not null then cast(greatest(date_diff('day', s.due_on, $as_of), 0) as integer) end as overdue_days,
       s.is_open, s.is_owed, s.reopened_count, s.closed_on, e.status as earlier_status,
       c.number is not null or s.opened_run = $run as changed_in_run, s.is_of_pipeline, s.waived_until, s.waiver_reason, s.reply,
       s.reply_action, s.reply_situation, s.reply_proof, s.reply_responsible, s.reply_done_on, s.reply_at, s.reply_verdict,
       s.verdict_reason
from standing s
left join check_advice h on h.check_id = s.check_now
left join earlier_statuses e on e.number = s.number
left join ledger_changes c on c.number = s.number
