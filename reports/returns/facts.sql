-- One row: what the slip says about itself.
with items as (
    select
        coalesce(max(number), 0) as items
    from slip_items
)
select
    batch.county_name,
    batch.batch,
    left(batch.received_at, 10) as received_on,
    concat(replace(left(batch.received_at, 19), ' ', 'T'), '+08:00') as made_at,
    case
        when slip.school_code is null then '未判明学校（教育局自办）'
        when slip.school_name is null then slip.school_code
        else concat(slip.school_name, '（', slip.school_code, '）')
    end as school,
    case
        when slip.school_code is null
            then '下列文件和数据看不出是哪所学校的，或属于教育局自己的表、多所学校合在一起的表。请查明后自行改正，或转告学校改正后重新报送。'
        else '贵校报送的下列数据没有用上，或需要核对。请在原表（不是本单）中改正后重新导出报送；按文件、工作表、行号、列名到原表查找，本单不含学生姓名和证件号。'
    end as notice,
    items.items
from batch
cross join slip
cross join items
