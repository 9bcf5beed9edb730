-- The ten schools with the most findings: red ones first where the numbers are equal.
with counted as (
    select
        school_code,
        count(*) as findings,
        count(case when severity = 'red' then 1 end) as red_findings,
        count(case when severity = 'orange' then 1 end) as orange_findings,
        count(case when status = 'new' then 1 end) as new_findings
    from counted_findings
    group by school_code
)
select
    coalesce(school_overview.school_name, counted.school_code) as school_name,
    counted.findings,
    counted.red_findings,
    counted.orange_findings,
    counted.new_findings,
    school_overview.pupils,
    school_overview.submission
from counted
left join school_overview on school_overview.school_code = counted.school_code
order by counted.findings desc, counted.red_findings desc, counted.school_code
limit 10
