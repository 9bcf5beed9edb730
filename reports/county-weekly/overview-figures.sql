-- The whole of it in a few lines, with the last run's figures beside.
with figures as (
    select
        count(*) as findings,
        count(case when status = 'new' then 1 end) as new_findings,
        count(case when status = 'reopened' then 1 end) as reopened_findings,
        count(case when status = 'not-submitted' then 1 end) as unsent_findings,
        count(case when overdue_days > 0 then 1 end) as overdue_findings,
        count(distinct case when overdue_days > 0 then school_code end) as overdue_schools,
        max(overdue_days) as longest_overdue,
        count(case when not is_returned then 1 end) as carried_findings,
        count(case when mark = '名册消失' then 1 end) as vanished_findings,
        count(case when mark = '本期未查' then 1 end) as unchecked_findings,
        count(distinct school_code) as schools,
        count(distinct case when entity = 'student' then entity_key end) as pupils
    from counted_findings
),
settled as (
    select
        count(case when status = 'closed' then 1 end) as closed,
        count(case when status = 'ended' then 1 end) as ended
    from settled_items
    where coalesce(is_counted, true)
),
answered as (
    select
        count(case when status = 'explained' then 1 end) as explained,
        count(case when status = 'waived' then 1 end) as waived
    from findings
    where is_counted and not is_owed
),
ledger as (
    select count(*) as items
    from ledger_items
),
earlier as (
    select
        max(as_of) as as_of,
        coalesce(sum(case when figure = 'findings' and key = 'counted' then value end), 0) as findings,
        sum(case when figure = 'overdue' then value end) as overdue,
        max(case when figure = 'schools_submitted' then value end) as submitted,
        max(case when figure = 'pupils' then value end) as pupils
    from earlier_figures
),
-- What no school was looked at for last time cannot have become more.
first_looks as (
    select count(distinct counted_findings.check_id) as checks, count(*) as findings
    from counted_findings
    where not exists (
        select 1 from earlier_figures
        where earlier_figures.figure = 'schools_checked' and earlier_figures.check_id = counted_findings.check_id)
),
registry as (
    select coalesce(sum(pupils), 0) as pupils, coalesce(sum(classes), 0) as classes
    from school_overview
),
states as (
    select
        rank, state,
        count(school_overview.school_code) as schools,
        string_agg(case when place <= 8 then school_name end, '、' order by place) as names
    from (values (1, '本期未报送'), (2, '疑似不完整（已扣住）'), (3, '不另报（前导零丢失）')) as listed (rank, state)
    left join (
        select school_code, school_name, submission, row_number() over (partition by submission order by school_code) as place
        from school_overview
    ) as school_overview on school_overview.submission = listed.state
    group by rank, state
),
movements as (
    select
        count(case when direction = '新增' then 1 end) as came,
        count(case when direction = '减少' then 1 end) as went,
        count(case when direction = '减少' and route = 'none' then 1 end) as unexplained
    from roster_movements
),
comparisons as (
    select count(since_date) as compared
    from roster_comparisons
),
lines as (
    select
        1 as rank,
        concat(
            '应报 ', run.total_schools, ' 所，已报 ', run.submitted_schools, ' 所',
            case when earlier.submitted is not null then concat('（上期 ', earlier.submitted, ' 所）') else '' end,
            '；在籍 ', registry.pupils, ' 人',
            case when earlier.pupils is not null then concat('（上期 ', earlier.pupils, ' 人）') else '' end,
            '，', registry.classes, ' 个班。'
        ) as line
    from run
    cross join registry
    cross join earlier
    union all
    select
        2,
        concat(
            '待整改问题 ', figures.findings, ' 条，涉及 ', figures.schools, ' 所学校、', figures.pupils, ' 名学生；其中新增 ', figures.new_findings, ' 条，持续 ',
            figures.findings - figures.new_findings - figures.reopened_findings - figures.unsent_findings, ' 条，反弹 ',
            figures.reopened_findings, ' 条，未报送 ', figures.unsent_findings, ' 条。',
            case
                when earlier.as_of is null then '本流程首次运行，没有上期可比。'
                when figures.findings > earlier.findings
                    then concat('比上期（', cast(earlier.as_of as varchar), '，', earlier.findings, ' 条）增加 ', figures.findings - earlier.findings, ' 条。')
                when figures.findings < earlier.findings
                    then concat('比上期（', cast(earlier.as_of as varchar), '，', earlier.findings, ' 条）减少 ', earlier.findings - figures.findings, ' 条。')
                else concat('与上期（', cast(earlier.as_of as varchar), '）持平。')
            end,
            case
                when earlier.as_of is not null and first_looks.checks > 0
                    then concat('其中 ', first_looks.findings, ' 条出自上期没有运行的 ', first_looks.checks, ' 项检查，不能看作增加。')
                else ''
            end
        )
    from figures
    cross join earlier
    cross join first_looks
    union all
    select
        3,
        concat(
            '本期销号 ', settled.closed, ' 条，了结 ', settled.ended, ' 条（了结不算整改）；已说明 ', answered.explained, ' 条，县局豁免 ', answered.waived,
            ' 条，不计入待整改。'
        )
    from settled
    cross join answered
    cross join ledger
    where ledger.items > 0
    union all
    select
        4,
        concat(
            '逾期未整改 ', figures.overdue_findings, ' 条',
            case when earlier.overdue is not null then concat('（上期 ', earlier.overdue, ' 条）') end,
            case
                when figures.overdue_findings > 0
                    then concat('，涉及 ', figures.overdue_schools, ' 所学校，最长已逾期 ', figures.longest_overdue, ' 日，见“逾期整改”')
            end,
            '。'
        )
    from figures
    cross join earlier
    cross join ledger
    where ledger.items > 0
    union all
    select
        5,
        concat(
            '有 ', carried_findings, ' 条这次没有查出，但不能销号，仍计入待整改',
            case when vanished_findings > 0 then concat('；学生从名册消失的 ', vanished_findings, ' 条') end,
            case when unchecked_findings > 0 then concat('；检查没有运行的 ', unchecked_findings, ' 条') end,
            '。'
        )
    from figures
    where carried_findings > 0
    union all
    select
        6,
        concat('名册与上次报送相比新增 ', came, ' 人，减少 ', went, ' 人，其中无合法去向 ', unexplained, ' 人，见“名册增减”。')
    from movements
    cross join comparisons
    where comparisons.compared > 0
    union all
    select
        10 + rank,
        concat(state, ' ', schools, ' 所：', names, case when schools > 8 then '等，全部见“学校汇总”。' else '。' end)
    from states
    where schools > 0
)
select line
from lines
order by rank
