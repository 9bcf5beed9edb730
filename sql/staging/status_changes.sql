-- Schools named but not coded are looked up, so that both ends of a transfer can be found.
select t.* replace (coalesce(t.from_school_code, f.school_code) as from_school_code, coalesce(t.to_school_code, o.school_code) as to_school_code)
from typed t
left join known_school_names f on f.name_key = heji_half_width(t.from_school_name)
left join known_school_names o on o.name_key = heji_half_width(t.to_school_name)
