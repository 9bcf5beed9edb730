-- 适用范围 is blank or says so where a row is meant for the whole county.
select * replace (case when scope in ('全县', '全部', '全市', '全区', '所有学校') then null else scope end as scope)
from typed
