-- What each check looks for, by which numbers and articles; once for all regulations in use where it is the same under them.
with grouped as (
    select
        check_order, check_id, check_title, category, severity, kind, what, why, exceptions, how_to_fix, params, basis,
        string_agg(policy, '、' order by policy) as policies,
        count(*) as policy_count
    from check_texts
    group by check_order, check_id, check_title, category, severity, kind, what, why, exceptions, how_to_fix, params, basis
),
in_use as (
    select count(distinct policy_id) as regulations
    from check_texts
)
select
    category,
    check_title,
    case when policy_count < in_use.regulations then grouped.policies end as policies,
    concat(kind, '；', severity) as severity,
    what,
    why,
    exceptions,
    params,
    basis,
    how_to_fix
from grouped
cross join in_use
order by check_order, grouped.policies
