-- Pairs of schools that may lawfully both hold a record of the same child for now, by record, with the reason.
select record_key, from_school_code as one_school_code, to_school_code as other_school_code, '转学在办' as reason
from open_transfers
where from_school_code is not null and to_school_code is not null

union

select record_key, record_school_code, host_school_code,
       case placement when 'reform_school' then '专门学校' when 'home_teaching' then '送教上门' else '随班就读' end
from open_placements
where record_school_code <> host_school_code
  and placement in ('inclusive', 'special_school', 'special_class', 'reform_school', 'home_teaching')
