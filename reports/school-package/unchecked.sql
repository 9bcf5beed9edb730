-- What nobody looked at in the school's data, and why.
select u.school_code, u.reason, u.checks, u.checks_not_run
from school_unchecked u
join batch_schools s on s.school_code = u.school_code
order by u.school_code, u.checks_not_run desc, u.reason
