-- Who is 在籍 in a school's current submission and was not in its complete one before, and the other way round. The same pupil is known by
-- either number, or in the same school by name and birth date; who has none of these, by name alone. Of two who were both there neither
-- is the other.
with

comparable as (
    select school_code, since_date, to_date
    from roster_comparisons
    where since_date is not null
),

now_all as (
    select s.record_key, s.school_code, s.registry_number, s.registry_key, s.id_number, s.id_key, s.name, s.name_key, s.birth_date,
           s.grade_no, s.class_no, s.class_label, s.student_status, s.is_active, s.record_created_date, s.is_status_uncertain
    from current_students s
),

before_all as (
    select s.record_key, s.school_code, s.registry_number, s.registry_key, s.id_number, s.id_key, s.name, s.name_key, s.birth_date,
           g.grade_no, s.class_number as class_no, s.class_label, s.student_status, coalesce(c.active, true) as is_active, f.junior_from
    from students_last_submission s
    left join school_facts f on f.school_code = s.school_code
    left join code_student_status c on c.code = s.student_status
    left join grade_numbers g
      on g.school_code = s.school_code and g.grade_kind = s.grade_kind and g.grade_value = s.grade_value
     and g.school_year = extract(year from s.data_date) - case when extract(month from s.data_date) < 8 then 1 else 0 end
),

now_active as (
    select * from now_all where is_active
),

before_active as (
    select * from before_all where is_active
),

same_number as (
    select b.record_key as before_key, b.name_key as before_name, n.record_key as now_key, n.name_key as now_name
    from before_active b
    join now_active n on n.school_code = b.school_code and n.registry_key = b.registry_key

    union

    select b.record_key, b.name_key, n.record_key, n.name_key
    from before_active b
    join now_active n on n.school_code = b.school_code and n.id_key = b.id_key
),

same_name as (
    select before_key, now_key from same_number where before_name = now_name
),

-- another name is a corrected one, unless either of the two has a record of its own on the other list
same_child as (
    select before_key, now_key from same_name

    union

    select n.before_key, n.now_key
    from same_number n
    where not exists (select 1 from same_name s where s.before_key = n.before_key)
      and not exists (select 1 from same_name s where s.now_key = n.now_key)
),

before_only as (
    select b.*
    from before_active b
    where not exists (select 1 from same_child c where c.before_key = b.record_key)
),

now_only as (
    select n.*
    from now_active n
    where not exists (select 1 from same_child c where c.now_key = n.record_key)
),

gone as (
    select b.*, k.since_date, k.to_date
    from before_only b
    join comparable k on k.school_code = b.school_code
    where not exists (
          select 1 from now_only n where n.school_code = b.school_code and n.name_key = b.name_key and n.birth_date = b.birth_date)
      and not exists (
          select 1 from now_only n
          where n.school_code = b.school_code and n.name_key = b.name_key
            and b.registry_key is null and b.id_key is null and b.birth_date is null)
),

come as (
    select n.*, k.since_date, k.to_date
    from now_only n
    join comparable k on k.school_code = n.school_code
    where not exists (
          select 1 from before_only b where b.school_code = n.school_code and b.name_key = n.name_key and b.birth_date = n.birth_date)
      and not exists (
          select 1 from before_only b
          where b.school_code = n.school_code and b.name_key = n.name_key
            and n.registry_key is null and n.id_key is null and n.birth_date is null)
),

-- where the pupil is, or was, in another school of the county
gone_elsewhere as (
    select record_key, min(other_school) as other_school
    from (
        select g.record_key, n.school_code as other_school
        from gone g
        join now_active n on n.registry_key = g.registry_key and n.school_code <> g.school_code
        union all
        select g.record_key, n.school_code
        from gone g
        join now_active n on n.id_key = g.id_key and n.school_code <> g.school_code
    ) found
    group by record_key
),

come_elsewhere as (
    select record_key, min(other_school) as other_school, count(case when is_still_there then 1 end) > 0 as is_still_there
    from (
        select c.record_key, b.school_code as other_school, false as is_still_there
        from come c
        join before_active b on b.registry_key = c.registry_key and b.school_code <> c.school_code
        union all
        select c.record_key, b.school_code, false
        from come c
        join before_active b on b.id_key = c.id_key and b.school_code <> c.school_code
        union all
        select c.record_key, n.school_code, true
        from come c
        join now_active n on n.registry_key = c.registry_key and n.school_code <> c.school_code
        union all
        select c.record_key, n.school_code, true
        from come c
        join now_active n on n.id_key = c.id_key and n.school_code <> c.school_code
    ) found
    group by record_key
),

-- the record is still in the school's table, with a status that is not 在籍
gone_by_status as (
    select record_key, min(student_status) as student_status
    from (
        select g.record_key, n.student_status
        from gone g
        join now_all n on n.school_code = g.school_code and n.registry_key = g.registry_key
        where not n.is_active
        union all
        select g.record_key, n.student_status
        from gone g
        join now_all n on n.school_code = g.school_code and n.id_key = g.id_key
        where not n.is_active
    ) found
    group by record_key
),

come_by_status as (
    select record_key, min(student_status) as student_status
    from (
        select c.record_key, b.student_status
        from come c
        join before_all b on b.school_code = c.school_code and b.registry_key = c.registry_key
        where not b.is_active
        union all
        select c.record_key, b.student_status
        from come c
        join before_all b on b.school_code = c.school_code and b.id_key = c.id_key
        where not b.is_active
    ) found
    group by record_key
),

possible_exits as (
    select g.record_key, g.school_code, g.grade_no, g.junior_from, g.since_date, e.kind, e.school_code as exit_school, e.exit_date, e.stage
    from gone g
    join legal_exits e on e.registry_key = g.registry_key
    union all
    select g.record_key, g.school_code, g.grade_no, g.junior_from, g.since_date, e.kind, e.school_code, e.exit_date, e.stage
    from gone g
    join legal_exits e on e.id_key = g.id_key
),

lawful as (
    select record_key, max_by(kind, exit_date) as kind
    from possible_exits
    where (exit_school = school_code or (exit_school is null and (kind <> '转出' or exit_date >= since_date)))
      and (stage is null or grade_no is null
           or stage = case when grade_no < junior_from then 'primary' when grade_no <= 9 then 'junior' else 'senior' end)
    group by record_key
),

arrivals as (
    select c.record_key, max_by(t.title, coalesce(s.effective_date, s.apply_date)) as kind
    from come c
    join status_changes s on s.registry_key = c.registry_key and s.school_code = c.school_code
    join code_change_type t on t.code = s.change_type
    where s.change_type in ('08', '12', '17', '22', '23') and s.returned_date is null
      and (s.approval_status = 'approved' or (s.approval_status is null and s.effective_date is not null))
    group by c.record_key
    union all
    select c.record_key, max_by(t.title, coalesce(s.effective_date, s.apply_date))
    from come c
    join status_changes s on s.id_key = c.id_key and s.school_code = c.school_code
    join code_change_type t on t.code = s.change_type
    where s.change_type in ('08', '12', '17', '22', '23') and s.returned_date is null
      and (s.approval_status = 'approved' or (s.approval_status is null and s.effective_date is not null))
    group by c.record_key
),

recorded_arrivals as (
    select record_key, min(kind) as kind from arrivals group by record_key
),

registered as (
    select distinct c.record_key
    from come c
    join registrations r on r.school_code = c.school_code and r.id_key = c.id_key
    union
    select distinct c.record_key
    from come c
    join registrations r on r.school_code = c.school_code and r.registry_key = c.registry_key
),

departures as (
    select g.*, e.other_school, l.kind as lawful_kind, t.title as status_title,
           s.record_key is not null as has_status,
           coalesce(g.grade_no in (g.junior_from - 1, 9, 12), false)
               -- from 1 July of the school year in which the pupil was last seen
               and extract(year from g.to_date) * 12 + extract(month from g.to_date)
                   >= (extract(year from g.since_date) + case when extract(month from g.since_date) < 8 then 0 else 1 end) * 12 + 7
               and not exists (select 1 from available_datasets d where d.dataset = 'graduations') as may_have_graduated
    from gone g
    left join gone_elsewhere e on e.record_key = g.record_key
    left join lawful l on l.record_key = g.record_key
    left join gone_by_status s on s.record_key = g.record_key
    left join code_student_status t on t.code = s.student_status
),

described as (
    select school_code, '减少' as direction, name, registry_number, id_number, grade_no, class_no, class_label, other_school,
           since_date, to_date,
           case
               when lawful_kind is not null then 'lawful'
               when other_school is not null then 'elsewhere'
               when has_status or may_have_graduated then 'unclear'
               else 'none'
           end as route,
           case
               when lawful_kind is not null then lawful_kind
               when other_school is not null then '未见转学手续'
               when has_status then '学籍状态改为“' || coalesce(status_title, '其他') || '”，未见异动手续'
               when may_have_graduated then '毕业年级离校，没有收到毕业表，待核'
               else '无合法去向（名册消失）'
           end as reason
    from departures
    union all
    select c.school_code, '新增', c.name, c.registry_number, c.id_number, c.grade_no, c.class_no, c.class_label, e.other_school,
           c.since_date, c.to_date,
           case
               when e.is_still_there then 'unclear'
               when a.kind is not null or r.record_key is not null then 'lawful'
               when e.other_school is not null then 'elsewhere'
               when s.record_key is not null or c.record_created_date > c.since_date then 'lawful'
               else 'unclear'
           end,
           case
               when e.is_still_there then '两校同时在籍'
               when a.kind is not null then a.kind
               when r.record_key is not null then '新生报到'
               when e.other_school is not null then '未见转学手续'
               when s.record_key is not null then '学籍状态由“' || coalesce(t.title, '其他') || '”改为在籍'
               when c.record_created_date > c.since_date then '新建学籍'
               else '来源不明，请核实'
           end
    from come c
    left join come_elsewhere e on e.record_key = c.record_key
    left join recorded_arrivals a on a.record_key = c.record_key
    left join registered r on r.record_key = c.record_key
    left join come_by_status s on s.record_key = c.record_key
    left join code_student_status t on t.code = s.student_status
)

select d.school_code,
       o.school_name,
       d.direction,
       d.name,
       d.registry_number,
       d.id_number,
       d.grade_no,
       d.class_no,
       g.label as grade_label,
       case
           when d.class_no is not null then cast(d.class_no as varchar) || '班'
           when d.class_label is null or d.class_label = '' then ''
           when ends_with(d.class_label, '班') then d.class_label
           else d.class_label || '班'
       end as class_label,
       d.route,
       d.reason,
       p.school_name as other_school,
       d.since_date,
       d.to_date
from described d
left join school_overview o on o.school_code = d.school_code
left join school_overview p on p.school_code = d.other_school
left join grade_labels g on g.grade_no = d.grade_no
