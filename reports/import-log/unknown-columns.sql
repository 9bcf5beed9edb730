-- Titles that mean nothing to us, each once for a dataset, with up to five of the sheets that have it.
with places as (
    select distinct
        column_title,
        dataset_title,
        case when coalesce(sheet, '') = '' then file else concat(file, '［', sheet, '］') end as place
    from import_issues
    where kind = '未识别的列'
),
ranked as (
    select
        places.*,
        row_number() over (partition by column_title, dataset_title order by place) as rank,
        count(*) over (partition by column_title, dataset_title) as files
    from places
)
select
    column_title,
    dataset_title,
    max(files) as files,
    concat(string_agg(case when rank <= 5 then place end, '、' order by rank), case when max(files) > 5 then '等' else '' end) as file_names
from ranked
group by column_title, dataset_title
order by max(files) desc, dataset_title, column_title
