-- What the numbers of classes count.
with counted as (
    select
        count(*) as classes,
        count(case when exempt_reason is not null then 1 end) as exempt,
        count(case when attending >= 56 then 1 end) as large,
        count(case when attending >= 66 then 1 end) as super
    from class_sizes
)
select note
from (
    select 1 as rank,
        concat('人数为在读人数（休学等不计，随班就读计入），待分班的不是班。占比的分母是全部班数；复式班、特教班、教学点的班共 ', exempt, ' 个，计入分段，不按标准判。') as note
    from counted
    union all
    select 2, '56 人以上（大班额）、66 人以上（超大班额）是国家监测口径，不是条文；55 人一段是有的规定的禁注册线。'
    from counted
    where classes > 0
    union all
    select 3, concat('按监测口径：大班额 ', large - super, ' 个，超大班额 ', super, ' 个，合计占 ', printf('%.1f', 100.0 * large / classes), '%。')
    from counted
    where classes > 0
)
order by rank
