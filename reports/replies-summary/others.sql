-- Lines that say nothing new.
select outcome, file, "row", school_name, number, name, reason
from reply_lines
where outcome in ('重复', '不需答复')
order by outcome, place
