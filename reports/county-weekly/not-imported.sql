-- Files and sheets that were not loaded, then the rows and columns that were left out of those that were.
-- Up to 200 rows a file, sheet and kind, then one line with how many more there are.
with files as (
    select
        case outcome
            when '已拒收' then 1 when '未识别' then 2 when '已扣住' then 3 when '已忽略' then 8 else 9
        end as rank,
        concat('文件', outcome) as kind,
        file, sheet, dataset_title,
        cast(null as bigint) as row_number,
        cast(null as varchar) as column_title,
        rows_read, loaded, skipped, rejected, reason,
        1 as place
    from imports
    where outcome <> '已导入'
),
ranked as (
    select
        import_issues.*,
        row_number() over (partition by file, sheet, kind order by import_issues."row" nulls first, column_title, reason) as place,
        count(*) over (partition by file, sheet, kind) as issues
    from import_issues
),
issues as (
    select
        case kind
            when '以数值存的号码' then 4 when '拒收的行' then 5 when '缺列' then 6 when '未识别的列' then 7 when '跳过的行' then 8 else 9
        end as rank,
        kind,
        file, sheet,
        cast(null as varchar) as dataset_title,
        "row" as row_number,
        column_title,
        cast("rows" as bigint) as rows_read,
        cast(null as bigint) as loaded,
        cast(null as bigint) as skipped,
        cast(null as bigint) as rejected,
        reason,
        place
    from ranked
    where place <= 200
    union all
    select
        case kind
            when '以数值存的号码' then 4 when '拒收的行' then 5 when '缺列' then 6 when '未识别的列' then 7 when '跳过的行' then 8 else 9
        end as rank,
        kind,
        file, sheet,
        null as dataset_title,
        null as row_number,
        null as column_title,
        max(issues) - 200 as rows_read,
        null as loaded,
        null as skipped,
        null as rejected,
        concat('另有 ', max(issues) - 200, ' 处同类情况，未逐条列出') as reason,
        201 as place
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
    kind,
    file,
    sheet,
    dataset_title,
    row_number,
    column_title,
    rows_read,
    loaded,
    skipped,
    rejected,
    reason
from all_lines
order by rank, file, sheet nulls first, kind, place, row_number nulls first
