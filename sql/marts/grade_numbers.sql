-- What each school's way of writing a grade means, 1 to 12, in a school year. No row, or NULL: it cannot be told and is not guessed.
with

writings as (
    select school_code, grade_kind, grade_value, data_date from students
    union
    select school_code, grade_kind, grade_value, data_date from students_history
    union
    select school_code, grade_kind, grade_value, data_date from classes
    union
    select school_code, grade_kind, grade_value, data_date from absences
    union
    select school_code, grade_kind, grade_value, data_date from leaves
    union
    select school_code, grade_kind, grade_value, data_date from contacts
),

in_school_years as (
    select distinct school_code, grade_kind, grade_value,
           -- classes move up on 1 August
           extract(year from data_date) - case when extract(month from data_date) < 8 then 1 else 0 end as school_year
    from writings
    where grade_kind is not null
),

with_stage as (
    select w.school_code, w.grade_kind, w.grade_value, w.school_year, coalesce(f.junior_from, 7) as junior_from,
           case
               when w.grade_kind in ('cohort', 'leaving') then f.only_stage
               when w.grade_kind in ('primary', 'primary-cohort') then 'primary'
               when w.grade_kind in ('junior', 'junior-cohort') then 'junior'
               when w.grade_kind in ('senior', 'senior-cohort') then 'senior'
           end as stage
    from in_school_years w
    left join school_facts f on f.school_code = w.school_code
),

with_bounds as (
    select school_code, grade_kind, grade_value, school_year,
           case stage when 'primary' then 1 when 'junior' then junior_from when 'senior' then 10 end as first_grade,
           case stage when 'primary' then junior_from - 1 when 'junior' then 9 when 'senior' then 12 end as last_grade
    from with_stage
),

numbered as (
    select school_code, grade_kind, grade_value, school_year, first_grade, last_grade,
           case
               when grade_kind = 'through' then grade_value
               when grade_kind in ('primary', 'junior', 'senior') then first_grade + grade_value - 1
               when grade_kind = 'leaving' then last_grade - (grade_value - (school_year + 1))
               else first_grade + school_year - grade_value
           end as grade_no
    from with_bounds
)

select school_code, grade_kind, grade_value, cast(school_year as integer) as school_year,
       cast(case when grade_kind = 'through' or grade_no between first_grade and last_grade then grade_no end as integer) as grade_no
from numbered
