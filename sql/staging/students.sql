-- 户口所在地 holds an area code in old forms and an address in others. An export without a status column leaves nobody's status in doubt.
select * replace (
        case when regexp_matches(hukou_area_code, '\p{Han}') then null else hukou_area_code end as hukou_area_code,
        coalesce(hukou_address, case when regexp_matches(hukou_area_code, '\p{Han}') then hukou_area_code end) as hukou_address),
    list_contains(getvariable('mapped_columns'), 'student_status') as has_status_column,
    -- 2018.1 may be October that lost its zero
    case when birth_date is null and not regexp_matches(unparsed['birth_date'], '^[0-9]{4}[.]1$')
         then heji_yearmonth(unparsed['birth_date'], false, false) end as birth_month
from typed
