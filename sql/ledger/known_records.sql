-- Every record by which a subject of the ledger could be known: pupils on the registry and those who vanished from it, classes, schools, and
-- whoever has a finding without being any of these. `class_alias`: the class by its year of entry, so that August does not make it another.
with

listed as (
    select record_key, school_code, registry_key, id_key, name_key, birth_date, grade_no, class_no, true as is_current
    from current_students

    union all

    select record_key, school_code, registry_key, id_key, name_key, birth_date, grade_no, class_no, false
    from vanished_students
),

-- a G number is an ID number after its G
pupils as (
    select record_key, school_code, registry_key,
           coalesce(id_key, case when starts_with(registry_key, 'G') and length(registry_key) = 19 then substr(registry_key, 2) end) as id_key,
           name_key, birth_date, grade_no, class_no, is_current
    from listed
),

classes as (
    select class_key, min(school_code) as school_code, max(data_date) as data_date
    from current_students
    where is_active
    group by class_key

    union all

    select record_key, min(school_code), cast($as_of as date)
    from finding_rows
    where entity = 'class' and record_key not in (select class_key from current_students where is_active and class_key is not null)
    group by record_key
),

split_classes as (
    select class_key, school_code, string_split(class_key, '|') as parts,
           -- classes move up on 1 August
           extract(year from data_date) - case when extract(month from data_date) < 8 then 1 else 0 end as school_year
    from classes
    where class_key is not null
),

schools as (
    select school_code from school_overview
    union
    select record_key from finding_rows where entity = 'school'
),

strangers as (
    select r.record_key, min(r.school_code) as school_code
    from finding_rows r
    where r.entity not in ('class', 'school') and not exists (select 1 from pupils p where p.record_key = r.record_key)
    group by r.record_key
)

select record_key, 'student' as kind, school_code, registry_key, id_key, name_key, birth_date, cast(null as varchar) as class_alias, grade_no, class_no,
       is_current, false as is_stranger
from pupils

union all

select class_key, 'class', school_code, null, null, null, null,
       coalesce(parts[2], '') || '|'
           || case when regexp_full_match(parts[3], '[0-9]+') then cast(school_year - cast(parts[3] as integer) + 1 as varchar) else coalesce(parts[3], '') end
           || '|' || coalesce(parts[4], ''),
       null, null, true, false
from split_classes

union all

select school_code, 'school', school_code, null, null, null, null, null, null, null, true, false
from schools

union all

select record_key, 'student', school_code, null, null, null, null, null, null, null, true, true
from strangers
