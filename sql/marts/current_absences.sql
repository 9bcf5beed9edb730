-- Runs of absence whose pupil has not come back, with the reason for which it is excused, if there is one: the run's last day or the day of
-- the inspection falls into it.
select r.record_key, r.school_code, r.first_day, r.last_day, r.natural_days, r.school_days, r.vacation_days, r.last_reported_day,
       r.unreported_school_days, r.is_absence_list, min(e.reason) as excused_by
from absence_runs r
left join absence_excuses e
  on e.record_key = r.record_key
 and (r.last_day between e.from_day and e.to_day or $as_of between e.from_day and e.to_day)
where r.is_still_away
group by r.record_key, r.school_code, r.first_day, r.last_day, r.natural_days, r.school_days, r.vacation_days, r.last_reported_day,
         r.unreported_school_days, r.is_absence_list
