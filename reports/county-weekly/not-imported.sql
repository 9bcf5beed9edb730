-- What was not loaded or not understood, what has to be done first on top: whole files and sheets, then rows and numbers, then what only
-- informs. Rows that were left out for one reason are one line with their numbers. Up to 200 lines a file, sheet and kind, then one line
-- with how many more there are.
with files as (
    select
        case when outcome in ('已拒收', '未识别', '已扣住') then 1 else 3 end as todo,
        case outcome when '已拒收' then 1 when '未识别' then 2 when '已扣住' then 3 when '已忽略' then 11 else 12 end as rank,
        concat('文件', outcome) as kind,
        file,
        sheet,
        dataset_title,
        cast(null as varchar) as school_code,
        cast(null as varchar) as place,
        cast(rows_read as bigint) as affected,
        reason,
        cast(1 as bigint) as position
    from imports
    where outcome <> '已导入'
),
kinds as (
    select
        import_issues.*,
        -- runs of an earlier version kept one row number
        coalesce(nullif(row_text, ''), case when import_issues."row" is not null then concat('第', import_issues."row", '行') end) as numbers,
        case when kind in ('拒收的行', '以数值存的号码', '缺列', '对不上的姓名', '认不出的值') then 2 else 3 end as todo,
        case kind
            when '拒收的行' then 4 when '以数值存的号码' then 5 when '对不上的姓名' then 6 when '认不出的值' then 7 when '未识别的列' then 8
            when '提示' then 9 when '跳过的行' then 10 else 7
        end as rank
    from import_issues
),
ranked as (
    select
        kinds.*,
        row_number() over (partition by file, sheet, kind order by school_code nulls first, kinds."row" nulls first, column_title, reason) as position,
        count(*) over (partition by file, sheet, kind) as issues
    from kinds
),
issues as (
    select
        todo,
        rank,
        kind,
        file,
        sheet,
        dataset_title,
        school_code,
        nullif(
            concat(
                case when column_title is not null then concat(case when column_letter is not null then concat(column_letter, '列') end, '“', column_title, '”') end,
                case when column_title is not null and numbers is not null then '，' end,
                numbers),
            '') as place,
        cast("rows" as bigint) as affected,
        reason,
        position
    from ranked
    where position <= 200
    union all
    select
        min(todo) as todo,
        min(rank) as rank,
        kind,
        file,
        sheet,
        null as dataset_title,
        null as school_code,
        null as place,
        cast(sum(case when position > 200 then "rows" end) as bigint) as affected,
        concat('另有 ', max(issues) - 200, ' 处同类情况，未逐条列出，见导入记录') as reason,
        201 as position
    from ranked
    where issues > 200
    group by kind, file, sheet
),
all_lines as (
    select * from files
    union all
    select * from issues
)
select
    cast(all_lines.todo as varchar) as todo,
    all_lines.kind,
    all_lines.file,
    all_lines.sheet,
    all_lines.dataset_title,
    coalesce(school_overview.school_name, all_lines.school_code) as school,
    all_lines.place,
    all_lines.affected,
    all_lines.reason
from all_lines
left join school_overview on school_overview.school_code = all_lines.school_code
order by all_lines.todo, all_lines.rank, all_lines.file, all_lines.sheet nulls first, all_lines.kind, all_lines.position
