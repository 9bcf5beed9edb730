-- Ways in which a pupil may lawfully be gone from the registry. `school_code` NULL: whichever school. `stage` NULL: whichever stage.
-- Dropping out, going missing and being struck off are none of them.
with

finished_changes as (
    -- a record without an ID number has it in a G-number all the same; the school's own list may still have the L-number
    select registry_key,
           coalesce(id_key, case when registry_key like 'G%' and length(registry_key) = 19 then substr(registry_key, 2) end) as id_key,
           name_key, change_type, reason,
           coalesce(from_school_code, case when change_type <> '22' then school_code end) as school_code,
           coalesce(effective_date, mark_date, in_bureau_date, event_date, apply_date) as exit_date
    from status_changes
    where returned_date is null
      and (approval_status = 'approved' or (approval_status is null and effective_date is not null))
)

select registry_key, id_key, name_key, school_code, cast(null as varchar) as stage, exit_date,
       case change_type when '21' then '转出' when '22' then '转出' when '51' then '死亡' when '55' then '出境' else '重复学籍删除' end as kind
from finished_changes
where exit_date <= $as_of
  and (change_type in ('21', '22', '51', '55') or (change_type = '18' and strpos(coalesce(reason, ''), '重复') > 0))

union all

-- sixth-formers may withdraw, pupils of compulsory age may not
select registry_key, id_key, name_key, school_code, 'senior' as stage, exit_date, '退学' as kind
from finished_changes
where change_type = '31' and exit_date <= $as_of

union all

select registry_key, id_key, name_key, school_code, stage,
       coalesce(grad_date, operation_date, approved_date, cast(cast(grad_year as varchar) || '-07-01' as date)) as exit_date,
       '毕业' as kind
from graduations
where returned_date is null
  and coalesce(grad_date, operation_date, approved_date, cast(cast(grad_year as varchar) || '-07-01' as date)) <= $as_of
