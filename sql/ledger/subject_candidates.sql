-- Which known subjects a record could be, and how strongly each number or name says so. `evidence`: which of them did.
with

own_codes as (
    select school_code as code, school_code from known_records group by school_code
    union
    select from_code, to_code from school_successors
),

found as (
    select r.record_key, a.subject, 'registry' as alias_kind, 4 as weight
    from known_records r
    join ledger_aliases a on a.alias = ledger_hash('registry', r.registry_key)

    union all

    select r.record_key, a.subject, 'id', 3
    from known_records r
    join ledger_aliases a on a.alias = ledger_hash('id', r.id_key)

    union all

    -- a name without a birth date is weaker than everything else
    select r.record_key, a.subject, 'person', case when r.birth_date is null then 1 else 2 end
    from known_records r
    join own_codes o on o.school_code = r.school_code
    join ledger_aliases a on a.alias = ledger_hash('person', o.code || '|' || r.name_key || '|' || coalesce(cast(r.birth_date as varchar), ''))

    union all

    select r.record_key, a.subject, 'class', case when o.code = r.school_code then 4 else 3 end
    from known_records r
    join own_codes o on o.school_code = r.school_code
    join ledger_aliases a on a.alias = ledger_hash('class', o.code || '|' || r.class_alias)

    union all

    select r.record_key, a.subject, 'school', case when o.code = r.school_code then 4 else 3 end
    from known_records r
    join own_codes o on o.school_code = r.school_code
    join ledger_aliases a on a.alias = ledger_hash('school', o.code)
    where r.kind = 'school'

    union all

    select r.record_key, a.subject, 'record', 4
    from known_records r
    join ledger_aliases a on a.alias = ledger_hash('record', r.record_key)
    where r.is_stranger
),

by_kind as (
    select record_key, subject, alias_kind, max(weight) as weight
    from found
    group by record_key, subject, alias_kind
),

scored as (
    select record_key, subject, cast(sum(weight) as integer) as score, string_agg(alias_kind, '+' order by weight desc) as evidence
    from by_kind
    group by record_key, subject
),

-- a name alone does not outweigh that both have a number, and another one
contradicted as (
    select s.record_key, s.subject
    from scored s
    join known_records r on r.record_key = s.record_key and r.kind = 'student'
    join ledger_aliases a on a.subject = s.subject
    where s.score = 1 and (
        (r.registry_key is not null and starts_with(a.alias, 'registry:')) or (r.id_key is not null and starts_with(a.alias, 'id:')))
    group by s.record_key, s.subject
)

select s.record_key, s.subject, s.score, s.evidence
from scored s
left join contradicted c on c.record_key = s.record_key and c.subject = s.subject
where c.record_key is null
