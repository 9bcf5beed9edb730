-- The answers that wait, by school; the last two columns are the bureau's to fill in.
select
    school_name, place, name, number, problem, message, action, situation, proof, responsible, done_on, answered_on, reply,
    null as verdict, null as reason
from review_lines
order by school_code, number
