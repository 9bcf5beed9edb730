-- Findings of the police's comparison that are not returned although the list as it came now has no good result of the pupil, and the school
-- has changed neither name nor number since: whom a list does not name was not compared again.
with

candidates as (
    select k.number, s.school_code, s.registry_key, s.id_key, s.name_key, s.name, s.id_number, r.name as name_before, r.id_number as id_number_before
    from known_findings k
    join check_names c on c.name = k.check_id and c.compared_with = 'police_results'
    join ledger_rows r on r.number = k.number
    join subject_places p on p.subject = k.subject and p.is_current
    join current_students s on s.record_key = p.record_key
    anti join finding_matches m on m.check_id = k.check_id and m.subject = k.subject and m.occurrence = k.occurrence
    where k.is_open
),

passed as (
    select school_code, registry_key, id_key, name_key
    from police_results
    where result = 'pass'
),

compared as (
    select k.number from candidates k join passed p on p.registry_key = k.registry_key
    union
    select k.number from candidates k join passed p on p.id_key = k.id_key and p.name_key = k.name_key
    union
    select k.number
    from candidates k
    join passed p on p.school_code = k.school_code and p.name_key = k.name_key
    where p.registry_key is null and p.id_key is null
    union
    select number from candidates where name is distinct from name_before or id_number is distinct from id_number_before
)

select k.number, 'not-compared' as why
from candidates k
anti join compared c on c.number = k.number
