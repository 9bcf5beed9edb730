-- Names that a class has once, with whose they are: only there is a row that gives a name and no number about somebody.
select school_code, grade_no, class_label, name_key, min(record_key) as record_key
from current_students
where is_active
group by school_code, grade_no, class_label, name_key
having count(*) = 1
