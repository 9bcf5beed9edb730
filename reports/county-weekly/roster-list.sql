-- Who came and went. Up to 200 a school and direction, those without a lawful way first and all of them; then one line with how many more there are.
with ranked as (
    select
        roster_movements.*,
        case route when 'none' then 1 when 'unclear' then 2 when 'elsewhere' then 3 else 4 end as rank,
        row_number() over (
            partition by school_code, direction
            order by case route when 'none' then 1 when 'unclear' then 2 when 'elsewhere' then 3 else 4 end,
                grade_no nulls first, class_no nulls first, name, registry_number
        ) as place
    from roster_movements
),
shown as (
    select *, direction = '减少' and route = 'none' or place <= 200 as is_shown
    from ranked
),
listed as (
    select school_code, school_name, direction, grade_label, class_label, name, id_number, registry_number, route, reason, other_school, since_date,
           to_date, place
    from shown
    where is_shown
    union all
    select school_code, min(school_name), direction, null, null, null, null, null, null,
           concat('另有 ', count(*), ' 人，未逐人列出'), null, min(since_date), min(to_date), max(place) + 1
    from shown
    where not is_shown
    group by school_code, direction
)
select *
from listed
order by school_code, direction = '新增', place
