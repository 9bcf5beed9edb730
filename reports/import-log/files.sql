-- Every file and sheet of the import: what was not imported first.
select
    file,
    nullif(sheet, '') as sheet,
    outcome,
    dataset_title,
    rows_read,
    loaded,
    skipped,
    rejected,
    nullif(unknown_columns, 0) as unknown_columns,
    nullif(damaged_numbers, 0) as damaged_numbers,
    data_date,
    case when is_data_date_stated then '写明' when data_date is not null then '收到日' end as date_source,
    format,
    header_rows,
    nullif(concat_ws('；', reason, nullif(notes, '')), '') as remark
from imports
order by
    case outcome when '已拒收' then 1 when '未识别' then 2 when '已扣住' then 3 when '已导入' then 4 when '与上次相同' then 5 else 6 end,
    file, sheet nulls first, dataset_title
