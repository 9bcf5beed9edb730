-- One row: what titles and footers say about the import.
with sheets as (
    select
        count(case when outcome in ('已导入', '已扣住') then 1 end) as imported,
        count(case when outcome = '与上次相同' then 1 end) as unchanged,
        count(case when outcome in ('已拒收', '未识别') then 1 end) as refused,
        count(case when outcome = '已忽略' then 1 end) as ignored
    from imports
)
select
    batch.county_name,
    batch.batch,
    batch.received_at,
    concat(replace(left(batch.received_at, 19), ' ', 'T'), '+08:00') as made_at,
    batch.slips,
    concat('导入 ', sheets.imported, ' 个表，与上次相同 ', sheets.unchanged, ' 个，没有导入 ', sheets.refused, ' 个，忽略 ', sheets.ignored, ' 个') as totals
from batch
cross join sheets
