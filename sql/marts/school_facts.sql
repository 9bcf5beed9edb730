-- One row per school that is in the county's list or has pupils: what its size, grades and kind depend on.
with

listed as (
    select school_code,
           min(school_name) as school_name,
           min(township) as township,
           min(area_code) as area_code,
           min(school_type) as school_type,
           min(schooling_system) as schooling_system,
           min(primary_years) as primary_years,
           min(class_size_limit) as class_size_limit,
           count(case when is_teaching_point then 1 end) > 0 or min(school_type) = 'teaching_point' as is_teaching_point
    from schools
    group by school_code
),

with_pupils as (
    select school_code, max(school_name) as school_name, max(schooling_system) as schooling_system
    from students
    group by school_code
),

every_school as (
    select coalesce(l.school_code, w.school_code) as school_code,
           coalesce(l.school_name, w.school_name) as school_name,
           l.township,
           l.area_code,
           l.school_type,
           coalesce(l.schooling_system, w.schooling_system) as schooling_system,
           l.primary_years,
           l.class_size_limit,
           coalesce(l.is_teaching_point, false) as is_teaching_point,
           l.school_code is null as is_unlisted
    from listed l
    full outer join with_pupils w on w.school_code = l.school_code
)

select school_code, school_name, township, area_code, school_type, class_size_limit, is_teaching_point, is_unlisted,
       -- 五四制: junior school begins with grade 6
       case when schooling_system in ('54', '5', '4') or primary_years = 5 then 6 else 7 end as junior_from,
       case
           when school_type in ('primary', 'teaching_point') then 'primary'
           when school_type = 'junior' then 'junior'
           when school_type = 'senior' then 'senior'
       end as only_stage
from every_school
