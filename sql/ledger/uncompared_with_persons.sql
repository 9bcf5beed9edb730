-- Findings of comparisons with the population register that are not returned although the register as it came now does not have the pupil's
-- number: nothing was compared, so nothing is mended.
select k.number, 'not-compared' as why
from known_findings k
join check_names c on c.name = k.check_id and c.compared_with = 'persons'
join subject_places p on p.subject = k.subject and p.is_current
join current_students s on s.record_key = p.record_key
anti join finding_matches m on m.check_id = k.check_id and m.subject = k.subject and m.occurrence = k.occurrence
anti join persons r on r.id_key = s.id_key
where k.is_open
