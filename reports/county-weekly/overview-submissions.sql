-- Who has not sent data, by name; the rest of a long list is a number and the sheet that has it.
with states as (
    select state, rank
    from (values ('本期未报送', 1), ('疑似不完整（已扣住）', 2)) as listed (state, rank)
),
ranked as (
    select
        school_overview.submission,
        school_overview.school_name,
        row_number() over (partition by school_overview.submission order by school_overview.school_code) as place
    from school_overview
    where school_overview.submission in (select state from states)
),
listed as (
    select
        submission,
        count(*) as schools,
        string_agg(case when place <= 20 then school_name end, '、' order by place) as names
    from ranked
    group by submission
),
lines as (
    select
        0 as rank,
        concat('应报 ', total_schools, ' 所，已报 ', submitted_schools, ' 所。') as line
    from run
    union all
    select
        states.rank,
        concat(
            states.state, ' ', coalesce(listed.schools, 0), ' 所',
            case
                when listed.schools is null then '。'
                when listed.schools > 20 then concat('：', listed.names, '等，全部见“学校汇总”。')
                else concat('：', listed.names, '。')
            end
        ) as line
    from states
    left join listed on listed.submission = states.state
)
select line
from lines
order by rank
