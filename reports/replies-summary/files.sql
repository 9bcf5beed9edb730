-- Every file, those that could not be read first.
with counts as (
    select
        file,
        count(*) as lines,
        count(case when outcome = '采用' then 1 end) as taken,
        count(case when outcome = '未采用' then 1 end) as refused
    from reply_lines
    group by file
)
select reply_files.file, reply_files.outcome, counts.lines, counts.taken, counts.refused, reply_files.note
from reply_files
left join counts on counts.file = reply_files.file
order by case reply_files.outcome when '未读取' then 1 when '整改台账' then 2 when '待审说明' then 3 else 4 end, reply_files.place
