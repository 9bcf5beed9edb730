-- Classes of 56 and more, the largest first; a long list ends with how many more there are.
with large as (
    select *, row_number() over (order by attending desc, school_code, grade_no, class_no, class_label) as place, count(*) over () as classes
    from class_sizes
    where attending >= 56
)
select
    place, school_name, concat(grade_label, class_label) as class_title, attending,
    case when attending >= 66 then '超大班额' else '大班额' end as band,
    pack_limit, case when is_entry_grade then '是' end as entry_grade,
    -- not why: that a class is one for handicapped children is not for every reader
    case when exempt_reason is not null then '是' end as is_exempt, false as is_rest
from large
where place <= 100
union all
select 101, concat('另有 ', max(classes) - 100, ' 个班，见“班额”'), null, null, null, null, null, null, true
from large
having max(classes) > 100
order by place
