-- Which required items of the 37-item form each record lacks. Only those that its own sheet asks for can be missing.
with

gaps as (
    select record_key, coalesce(required_gaps, '') as required_gaps, coalesce(advised_gaps, '') as advised_gaps,
           is_second_member_blank, coalesce(is_orphan, false) as is_orphan
    from students
    where required_gaps is not null or advised_gaps is not null
),

-- pupils of one form lack the same things again and again
patterns as (
    select distinct required_gaps, advised_gaps, is_second_member_blank, is_orphan
    from gaps
),

items as (
    select p.required_gaps, p.advised_gaps, p.is_second_member_blank, p.is_orphan, i.title, i.item,
           i.mark = 'advised' as is_advised,
           i.is_second_member and (p.is_orphan or p.is_second_member_blank) as is_spared
    from patterns p
    join required_items i
      on strpos(',' || p.required_gaps || ',' || p.advised_gaps || ',', ',' || i.column_name || ',') > 0
    -- a missing ID number is a finding of its own
    where i.column_name <> 'id_number'
),

lacking as (
    select required_gaps, advised_gaps, is_second_member_blank, is_orphan,
           string_agg(case when not is_spared and not is_advised then title end, '、' order by item) as missing,
           count(case when not is_spared and not is_advised then 1 end) as missing_count,
           string_agg(case when not is_spared and is_advised then title end, '、' order by item) as advised_missing,
           string_agg(case when is_spared and not is_orphan and not is_advised then title end, '、' order by item) as spared_missing,
           count(case when is_spared and not is_orphan and not is_advised then 1 end) as spared_count
    from items
    group by required_gaps, advised_gaps, is_second_member_blank, is_orphan
)

-- an orphan need not name a second member at all; who else names none may have none
select g.record_key, l.missing, cast(l.missing_count as integer) as missing_count, l.advised_missing,
       l.spared_missing, cast(l.spared_count as integer) as spared_count
from gaps g
join lacking l
  on l.required_gaps = g.required_gaps and l.advised_gaps = g.advised_gaps
 and l.is_second_member_blank = g.is_second_member_blank and l.is_orphan = g.is_orphan
where l.missing is not null or l.advised_missing is not null or l.spared_missing is not null
