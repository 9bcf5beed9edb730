-- A line of the school's list, and an empty place for its answer.
with

allowed as (
    select i.actions, list(w.word order by w.place) as choices
    from (select distinct actions from batch_items) i
    join reply_words w on list_contains(i.actions, w.action)
    group by i.actions
)

select
    i.school_code,
    i.line,
    i.school_name,
    i.place,
    i.name,
    i.id_number,
    i.registry_number,
    i.number,
    i.problem,
    i.message,
    i.basis,
    i.severity,
    i.how_to_fix,
    i.due_on,
    cast(null as varchar) as action,
    cast(null as varchar) as situation,
    cast(null as varchar) as proof,
    cast(null as varchar) as responsible,
    cast(null as date) as done_on,
    a.choices,
    least(i.first_seen, r.as_of) as done_from,
    cast(r.as_of + interval 1 year as date) as done_to,
    i.key
from batch_items i
cross join run r
left join allowed a on a.actions = i.actions
order by i.school_code, i.line
