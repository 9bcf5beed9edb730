-- What was recorded of each finding, and what comes next; what the bureau has to judge first.
select
    reply_lines.school_name,
    reply_lines.number,
    reply_lines.name,
    reply_lines.problem,
    reply_lines.action,
    last_replies.state,
    reply_lines.situation,
    reply_lines.proof,
    reply_lines.responsible,
    reply_lines.done_on,
    last_replies.reply,
    reply_lines.file,
    reply_lines."row"
from reply_lines
left join last_replies on last_replies.number = reply_lines.number
where reply_lines.outcome = '采用'
order by case last_replies.state when '待审' then 1 else 2 end, reply_lines.school_code, reply_lines.number
