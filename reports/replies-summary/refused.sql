-- Every line that was not taken, as the files have them.
select file, nullif(sheet, '') as sheet, "row", school_name, number, name, problem, reason
from reply_lines
where outcome = '未采用'
order by place
