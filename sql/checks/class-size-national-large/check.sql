-- 大班额（56至65人）: the national monitoring yardstick, whatever the stage. Both ends belong to it: 56 and 65 are large.
with

monitored as (
    select c.school_code, c.class_key, c.grade_no, c.class_no, c.class_label, c.attending, c.uncertain, c.exempt_reason,
           p.large_min, p.large_max
    from current_classes c
    join policy p on p.school_code = c.school_code and $as_of between p.valid_from and p.valid_to
)

select
    school_code,
    class_key as entity_key,
    cast(null as varchar) as registry_number,
    cast(null as varchar) as id_number,
    cast(null as varchar) as subject_name,
    grade_no,
    class_no,
    cast($as_of as date) as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    cast(null as varchar) as variant,
    -- whether it is that many rests on pupils whose status is not clear
    case when attending - uncertain < large_min then '待核' else '确定' end as certainty,
    exempt_reason as excused_by,
    attending as size,
    large_min,
    class_label
from monitored
where attending between large_min and large_max
