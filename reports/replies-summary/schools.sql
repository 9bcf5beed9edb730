-- Every school that owes an answer, or of which a line came: those with refused lines and the most open first.
select school_code, school_name, files, taken, refused, repeated, settled, empty, owed, answered, to_judge, rejected, unanswered
from school_answers
order by refused > 0 desc, unanswered desc, school_code
