-- Every pair of numbers under which the lists have known a vanished pupil, who may have left with papers that know an earlier one.
-- `is_last`: those of the record last seen. The others stood in lists under the same name, which whoever trusts them has to ask for again.
with

written as (
    select distinct name_key, registry_key, id_key
    from students_history
    where registry_key is not null and id_key is not null
),

near as (
    select v.record_key, w.name_key, w.registry_key, w.id_key
    from vanished_students v
    join written w on w.registry_key = v.registry_key and w.name_key = v.name_key

    union

    select v.record_key, w.name_key, w.registry_key, w.id_key
    from vanished_students v
    join written w on w.id_key = v.id_key and w.name_key = v.name_key
)

select record_key, name_key, registry_key, id_key, true as is_last
from vanished_students

union

select n.record_key, w.name_key, w.registry_key, w.id_key, false
from near n
join written w on w.registry_key = n.registry_key and w.name_key = n.name_key

union

select n.record_key, w.name_key, w.registry_key, w.id_key, false
from near n
join written w on w.id_key = n.id_key and w.name_key = n.name_key
