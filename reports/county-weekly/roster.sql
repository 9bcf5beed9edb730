-- How many came and went in each school since its complete submission before, and of those who went, how.
with counted as (
    select
        school_code,
        count(case when direction = '新增' then 1 end) as came,
        count(case when direction = '新增' and route = 'unclear' then 1 end) as came_unclear,
        count(case when direction = '减少' then 1 end) as went,
        count(case when direction = '减少' and route = 'lawful' then 1 end) as went_lawful,
        count(case when direction = '减少' and route = 'elsewhere' then 1 end) as went_elsewhere,
        count(case when direction = '减少' and route = 'unclear' then 1 end) as went_unclear,
        count(case when direction = '减少' and route = 'none' then 1 end) as went_unexplained
    from roster_movements
    group by school_code
),
seen as (
    select roster_comparisons.*, roster_comparisons.since_date is not null as is_compared
    from roster_comparisons
)
select
    seen.school_code,
    seen.school_name,
    seen.since_date,
    seen.to_date,
    seen.pupils_before,
    case when seen.is_compared then coalesce(came, 0) end as came,
    case when seen.is_compared then coalesce(came_unclear, 0) end as came_unclear,
    case when seen.is_compared then coalesce(went, 0) end as went,
    case when seen.is_compared then coalesce(went_lawful, 0) end as went_lawful,
    case when seen.is_compared then coalesce(went_elsewhere, 0) end as went_elsewhere,
    case when seen.is_compared then coalesce(went_unclear, 0) end as went_unclear,
    case when seen.is_compared then coalesce(went_unexplained, 0) end as went_unexplained,
    seen.pupils_now,
    seen.note,
    case when counted.went > 0 then '增减名单' end as sheet,
    case when counted.went_unexplained > 0 then '增减名单' end as unexplained_sheet
from seen
left join counted on counted.school_code = seen.school_code
order by seen.school_code
