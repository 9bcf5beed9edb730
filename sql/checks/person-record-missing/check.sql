-- 人口信息查无此号: a right resident's number that the population register does not have. A register of the county's residents says nothing of others.
with

unknown_numbers as (
    select s.record_key, s.school_code, s.registry_number, s.id_number, s.name, s.name_key, s.birth_date, s.grade_no, s.class_no, s.data_date,
           s.is_status_uncertain, s.hukou_area_code, s.hukou_address
    from current_students s
    left join persons p on p.id_key = s.id_key
    where s.is_active and s.id_state = 'valid' and coalesce(s.id_type, '1') = '1' and p.id_key is null
),

-- 230123 is a county, 230100 all of a prefecture, 230000 all of a province
county as (
    select persons_scope, nullif(county_name, '') as county_name,
           case
               when substr(county_code, 3) = '0000' then substr(county_code, 1, 2)
               when substr(county_code, 5) = '00' then substr(county_code, 1, 4)
               else county_code
           end as area
    from county_settings
),

placed as (
    select u.*,
           case
               when c.persons_scope = 'all' then '未限定'
               when u.hukou_area_code is not null
                   then case when substr(u.hukou_area_code, 1, length(c.area)) = c.area then '本县' else '外县' end
               when u.hukou_address is not null then case when strpos(u.hukou_address, c.county_name) > 0 then '本县' else '外县' end
               else '不明'
           end as hukou
    from unknown_numbers u
    cross join county c
),

-- the register may have the child under a number that was masked or went through a spreadsheet's number
possible_namesakes as (
    select distinct u.record_key
    from unknown_numbers u
    join persons p on p.name_key = u.name_key
    where p.id_key is null and coalesce(p.birth_date = u.birth_date, true)
)

select
    s.school_code,
    s.record_key as entity_key,
    s.registry_number,
    s.id_number,
    s.name as subject_name,
    s.grade_no,
    s.class_no,
    s.data_date as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    cast(null as varchar) as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    case
        when s.hukou = '外县' then '户籍不在本县，未能比对'
        when s.hukou = '不明' then '户籍不明，未能比对'
        when n.record_key is not null then '人口信息里同名者的号码无法比对，未能比对'
    end as excused_by,
    s.hukou
from placed s
left join possible_namesakes n on n.record_key = s.record_key
