-- One row: what titles and footers say about the import.
with lines as (
    select
        count(case when outcome = '采用' then 1 end) as taken,
        count(case when outcome = '未采用' then 1 end) as refused,
        count(case when outcome = '重复' then 1 end) as repeated,
        count(case when outcome = '不需答复' then 1 end) as settled,
        count(case when outcome = '未答复' then 1 end) as empty
    from reply_lines
),
unread as (
    select count(*) as files from reply_files where outcome = '未读取'
)
select
    reply_batch.batch,
    reply_batch.imported_at,
    reply_batch.county_name,
    concat(replace(reply_batch.imported_at, ' ', 'T'), '+08:00') as made_at,
    concat(
        '采用 ', lines.taken, ' 条，未采用 ', lines.refused, ' 条，重复 ', lines.repeated, ' 条，不需答复 ', lines.settled, ' 条，空着没填 ', lines.empty,
        ' 条', case when unread.files > 0 then concat('，没有读取的文件 ', unread.files, ' 个') else '' end
    ) as totals
from reply_batch
cross join lines
cross join unread
