-- 学校标识码无效: not ten digits, unknown to the table of schools, or the code of two schools. One row a code.
with

listed as (
    select school_code, coalesce(campus, '') as campus, replace(replace(school_name, ' ', ''), '　', '') as name
    from schools
),

-- what else the table knows: campuses, a teaching point's central school, a school that took in another
mentioned as (
    select campus_code as code from schools
    union
    select central_school_code from schools
    union
    select merged_into_code from schools
),

pupils as (
    select school_code, count(*) as pupils
    from current_students
    where is_active
    group by school_code
),

names_of_campuses as (
    select school_code, campus, max(name) as other_name
    from listed
    group by school_code, campus
    having count(distinct name) > 1
),

-- what the sheets of a code say that its school is called: one name for all of the sheet's rows
names_of_sheets as (
    select school_code, source_file, source_sheet, replace(replace(min(school_name), ' ', ''), '　', '') as name
    from students
    group by school_code, source_file, source_sheet
    having count(*) = count(school_name) and min(school_name) = max(school_name)
),

-- a listed school's code over the pupils of another listed school
foreign_sheets as (
    select n.school_code, n.name as other_name
    from names_of_sheets n
    join listed other on other.name = n.name and other.school_code <> n.school_code
    where not exists (select 1 from listed own where own.school_code = n.school_code and own.name = n.name)
      and exists (select 1 from listed own where own.school_code = n.school_code)
),

shares as (
    select school_code, other_name from names_of_campuses
    union
    select school_code, other_name from foreign_sheets
),

shared_codes as (
    select school_code, max(other_name) as other_name
    from shares
    group by school_code
),

-- a spreadsheet that takes a code for a number drops its zeros, on either side
shortened as (
    select short.school_code, full_code.school_code as padded_code
    from school_facts short
    join school_facts full_code on full_code.school_code = right('00' || short.school_code, 10)
    where regexp_matches(short.school_code, '^[1-9][0-9]{7,8}$')
),

faults as (
    select f.school_code, f.school_name, s.other_name,
           case
               when s.school_code is not null then '一码两校'
               when z.school_code is not null then '前导零丢失'
               when not regexp_matches(f.school_code, '^[0-9]{10}$') then '标识码不是10位数字'
               when f.is_unlisted and m.code is null and l.padded_code is null then '不在学校表'
           end as fault
    from school_facts f
    left join shared_codes s on s.school_code = f.school_code
    left join shortened z on z.school_code = f.school_code
    left join shortened l on l.padded_code = f.school_code
    left join mentioned m on m.code = f.school_code
)

select
    f.school_code,
    f.school_code as entity_key,
    cast(null as varchar) as registry_number,
    cast(null as varchar) as id_number,
    cast(null as varchar) as subject_name,
    cast(null as integer) as grade_no,
    cast(null as integer) as class_no,
    cast($as_of as date) as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when f.fault in ('一码两校', '前导零丢失') then f.fault end as variant,
    '确定' as certainty,
    cast(null as varchar) as excused_by,
    f.school_code as code,
    f.fault,
    coalesce(p.pupils, 0) as pupils,
    f.school_name,
    f.other_name
from faults f
left join pupils p on p.school_code = f.school_code
where f.fault is not null
