-- 户口所在地 holds an area code in old forms and an address in others. An export without a status column leaves nobody's status in doubt.
select * replace (
        case when regexp_matches(hukou_area_code, '\p{Han}') then null else hukou_area_code end as hukou_area_code,
        coalesce(hukou_address, case when regexp_matches(hukou_area_code, '\p{Han}') then hukou_area_code end) as hukou_address),
    list_contains(getvariable('mapped_columns'), 'student_status') as has_status_column
from typed
