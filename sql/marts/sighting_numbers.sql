-- Every pair of numbers under which the lists have known the child of a last sighting: it may be there, or have left with papers, under an
-- earlier one. `is_last`: those of the sighting. The others stood in lists under the same name, which whoever trusts them has to ask for again.
with

written as (
    select distinct name_key, registry_key, id_key
    from students_history
    where registry_key is not null and id_key is not null
),

near as (
    select l.record_key, w.name_key, w.registry_key, w.id_key
    from last_sightings l
    join written w on w.registry_key = l.registry_key and w.name_key = l.name_key

    union

    select l.record_key, w.name_key, w.registry_key, w.id_key
    from last_sightings l
    join written w on w.id_key = l.id_key and w.name_key = l.name_key
)

select record_key, name_key, registry_key, id_key, true as is_last
from last_sightings

union

select n.record_key, w.name_key, w.registry_key, w.id_key, false
from near n
join written w on w.registry_key = n.registry_key and w.name_key = n.name_key

union

select n.record_key, w.name_key, w.registry_key, w.id_key, false
from near n
join written w on w.id_key = n.id_key and w.name_key = n.name_key
