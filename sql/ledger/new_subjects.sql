-- A subject for each record that has findings and is none of the known ones, in an order that no file's order changes.
with

wanted as (
    select distinct record_key from finding_rows
),

unknown as (
    select r.*
    from wanted w
    join known_records r on r.record_key = w.record_key
    left join matched_subjects m on m.record_key = r.record_key
    where m.record_key is null
)

select record_key, kind,
       'S' || lpad(cast((select coalesce(max(cast(substr(subject, 2) as integer)), 0) from ledger_subjects) + row_number() over (
           order by case when is_stranger then 1 when kind = 'student' then 0 when kind = 'class' then 2 else 3 end,
                    school_code, name_key, registry_key, id_key, class_alias, grade_no, class_no, record_key) as varchar), 7, '0') as subject
from unknown
