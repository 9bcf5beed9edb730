-- 超标准班额: more pupils in a class than the standard of its stage. 不超过45人: 46 is the first too many.
with

standards as (
    select c.*,
           case c.stage when 'primary' then p.max_pupils_primary when 'junior' then p.max_pupils_junior end as pack_limit
    from current_classes c
    join policy p on p.school_code = c.school_code and $as_of between p.valid_from and p.valid_to
),

limits as (
    -- a class's or school's own limit may tighten the number of the regulation, never loosen it
    select *, least(coalesce(own_limit, pack_limit), coalesce(pack_limit, own_limit)) as size_limit,
           case when own_limit < pack_limit or pack_limit is null then '自定班额' else '标准' end as limit_name
    from standards
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
    -- whether it is too many rests on pupils whose status is not clear
    case when attending - uncertain <= size_limit then '待核' else '确定' end as certainty,
    exempt_reason as excused_by,
    attending as size,
    size_limit,
    limit_name,
    class_label
from limits
where attending > size_limit
