-- Classes by size, a line a stage, then all of them, the entry grades, and the last run's.
with lines as (
    select
        case stage when 'primary' then 1 when 'junior' then 2 when 'senior' then 3 else 4 end as rank,
        case stage when 'primary' then '小学' when 'junior' then '初中' when 'senior' then '高中' else '未分学段' end as title,
        band, attending, cast(1 as bigint) as classes, false as is_strong
    from class_sizes
    union all
    select 5, '合计', band, attending, 1, true
    from class_sizes
    union all
    select 6, '其中起始年级', band, attending, 1, true
    from class_sizes
    where is_entry_grade
    union all
    select 7, '上期合计', cast(key as integer), null, value, true
    from earlier_figures
    where figure = 'classes'
),
counted as (
    select
        rank, title,
        sum(classes) as classes,
        coalesce(sum(case when band = 1 then classes end), 0) as band_1,
        coalesce(sum(case when band = 2 then classes end), 0) as band_2,
        coalesce(sum(case when band = 3 then classes end), 0) as band_3,
        coalesce(sum(case when band = 4 then classes end), 0) as band_4,
        coalesce(sum(case when band = 5 then classes end), 0) as band_5,
        coalesce(sum(case when band = 6 then classes end), 0) as band_6,
        max(attending) as largest,
        bool_or(is_strong) as is_strong
    from lines
    group by rank, title
)
select
    title,
    classes,
    band_1, band_1 / classes as share_1,
    band_2, band_2 / classes as share_2,
    band_3, band_3 / classes as share_3,
    band_4, band_4 / classes as share_4,
    band_5, band_5 / classes as share_5,
    band_6, band_6 / classes as share_6,
    largest,
    is_strong
from counted
order by rank
