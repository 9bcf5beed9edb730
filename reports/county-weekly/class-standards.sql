-- Classes against the number of their regulation, where it gives one. Those that no number is held against are left out, as the checks do.
with limited as (
    select
        case stage when 'primary' then 1 when 'junior' then 2 when 'senior' then 3 else 4 end as rank,
        case stage when 'primary' then '小学' when 'junior' then '初中' when 'senior' then '高中' else '未分学段' end as title,
        pack_limit, is_over, is_entry_grade
    from class_sizes
    where pack_limit is not null and exempt_reason is null
)
select
    title,
    pack_limit,
    count(*) as classes,
    count(case when is_over then 1 end) as over_classes,
    count(case when is_over then 1 end) / count(*) as share,
    count(case when is_entry_grade then 1 end) as entry_classes,
    count(case when is_over and is_entry_grade then 1 end) as entry_over
from limited
group by rank, title, pack_limit
order by rank, pack_limit
