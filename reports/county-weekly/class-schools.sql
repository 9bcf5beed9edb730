-- Each school's classes by size.
select
    school_code,
    min(school_name) as school_name,
    count(*) as classes,
    sum(attending) as attending,
    count(case when band = 1 then 1 end) as band_1,
    count(case when band = 2 then 1 end) as band_2,
    count(case when band = 3 then 1 end) as band_3,
    count(case when band = 4 then 1 end) as band_4,
    count(case when band = 5 then 1 end) as band_5,
    count(case when band = 6 then 1 end) as band_6,
    count(case when band >= 5 then 1 end) / count(*) as large_share,
    cast(round(avg(attending)) as integer) as average,
    max(attending) as largest,
    max(case when is_entry_grade then attending end) as largest_entry,
    count(case when is_over and exempt_reason is null then 1 end) as over_classes
from class_sizes
group by school_code
order by school_code
