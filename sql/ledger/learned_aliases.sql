-- What subjects are known by now and were not before.
with

placed as (
    select r.*, p.subject, p.evidence
    from subject_places p
    join known_records r on r.record_key = p.record_key
),

own as (
    select subject, record_key, kind, evidence, ledger_hash('registry', registry_key) as alias, 1 as position
    from placed
    where registry_key is not null

    union all

    select subject, record_key, kind, evidence, ledger_hash('id', id_key), 2
    from placed
    where id_key is not null

    union all

    select subject, record_key, kind, evidence,
           ledger_hash('person', school_code || '|' || name_key || '|' || coalesce(cast(birth_date as varchar), '')), 3
    from placed
    where name_key is not null

    union all

    select subject, record_key, kind, evidence, ledger_hash('class', school_code || '|' || class_alias), 4
    from placed
    where kind = 'class'

    union all

    select subject, record_key, kind, evidence, ledger_hash('school', school_code), 5
    from placed
    where kind = 'school'

    union all

    select subject, record_key, kind, evidence, ledger_hash('record', record_key), 6
    from placed
    where is_stranger
)

select o.subject, o.kind, coalesce(o.evidence, '') as evidence, n.subject is not null as is_new_subject, list(o.alias order by o.position) as aliases
from own o
left join new_subjects n on n.subject = o.subject
left join ledger_aliases a on a.subject = o.subject and a.alias = o.alias
where a.alias is null
group by o.subject, o.kind, o.evidence, n.subject is not null
order by o.subject
