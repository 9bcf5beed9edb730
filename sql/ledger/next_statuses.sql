-- What closes a finding, what only ends it, and what leaves it open. The first rule that fits holds. A second run on the same day finds every
-- rule's outcome standing already.
with

held_back as (
    select *,
           -- the bureau's word holds: until its day, or while the evidence that it went by is the same
           status = 'waived' and waived_until >= $as_of as is_waived,
           status = 'explained' and (is_found is null or is_found = false or material is not distinct from explained_material) as is_explained,
           open_since = $as_of and status not in ('waived', 'explained') as is_of_today
    from finding_facts
),

ruled as (
    select *,
           case
               when is_found then case
                   when status = 'closed' then 'came-back'
                   when status = 'ended' then 'back-after-ended'
                   when is_waived or is_explained then 'as-it-was'
                   when is_of_today then 'still-there'
                   when stale is not null then stale
                   when status = 'waived' then 'waiver-ended'
                   when status = 'explained' then 'explanation-lapsed'
                   else 'found-again'
               end
               when has_lost_columns and has_run and not is_grown then 'not-run'
               when is_found = false or is_grown_excused then 'excused'
               when is_grown then 'graver'
               when not has_run then 'not-run'
               when stale is not null then case when is_waived or is_explained then 'as-it-was' when is_of_today then 'still-there' else stale end
               when kind = 'student' and not is_present and not is_lawfully_gone then 'vanished'
               when unproved is not null then unproved
               when check_version is distinct from version_now then 'check-changed'
               when numbers is distinct from numbers_now then 'numbers-changed'
               when kind <> 'student' and not is_present then 'subject-gone'
               when kind = 'student' and not is_present then 'left-lawfully'
               else 'mended'
           end as rule
    from held_back
)

select number, status as from_status, mark as from_mark, graver, rule,
       case
           when rule = 'came-back' then 'reopened'
           when rule in ('back-after-ended', 'waiver-ended', 'explanation-lapsed', 'found-again') then 'persisting'
           when rule in ('unsent', 'held') then 'not-submitted'
           when rule in ('mended', 'left-lawfully') then 'closed'
           when rule in ('excused', 'graver', 'check-changed', 'numbers-changed', 'subject-gone') then 'ended'
           when rule in ('not-run', 'not-compared', 'vanished') and status = 'waived' and not is_waived then 'persisting'
           -- what nobody could look at again is not new either
           when rule in ('not-run', 'not-compared') and status in ('new', 'reopened') and not is_of_today then 'persisting'
           when rule = 'vanished' and not is_waived and not is_explained then 'persisting'
           else status
       end as status,
       case rule when 'not-run' then '本期未查' when 'not-compared' then '本期未查' when 'vanished' then '名册消失' end as mark,
       case rule
           when 'as-it-was' then case when status = 'waived' then 'waived' else 'explained' end
           when 'still-there' then 'found'
           when 'not-run' then case when status = 'waived' and not is_waived then 'waiver-ended' else rule end
           when 'not-compared' then case when status = 'waived' and not is_waived then 'waiver-ended' else rule end
           else rule
       end as why,
       case rule when 'graver' then graver end as detail
from ruled
