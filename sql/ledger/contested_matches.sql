-- What is left to choose from: neither side has its match yet. `place` orders records alike in whatever order a file has them.
select c.record_key, c.subject, c.score, c.evidence,
       row_number() over (
           order by r.school_code, r.grade_no, r.class_no, r.name_key, r.registry_key, r.id_key, r.is_current desc, r.record_key) as place
from subject_candidates c
join known_records r on r.record_key = c.record_key
left join sure_matches s on s.record_key = c.record_key
left join sure_matches t on t.subject = c.subject
where s.record_key is null and t.subject is null
order by c.score desc, place, c.subject
