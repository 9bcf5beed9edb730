-- The bureau's decisions that were read; those that could not be taken first.
select outcome, number, reply, verdict, reason, place, remark
from reply_verdicts
order by case outcome when '未采用' then 1 when '已记录' then 2 else 3 end, number, place
