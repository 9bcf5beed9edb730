-- Why rows were passed over or refused, what was damaged or not understood, once for each sheet, school, column and reason.
select
    import_issues.kind,
    import_issues.file,
    nullif(import_issues.sheet, '') as sheet,
    import_issues.dataset_title,
    coalesce(school_names.school_name, import_issues.school_code) as school,
    nullif(concat(import_issues.column_letter, case when import_issues.column_letter is not null then '列 ' end, import_issues.column_title), '') as column_text,
    nullif(import_issues.row_text, '') as row_text,
    import_issues."rows",
    import_issues.reason
from import_issues
left join school_names on school_names.school_code = import_issues.school_code
where import_issues.kind <> '未识别的列'
order by
    case import_issues.kind
        when '拒收的行' then 1 when '以数值存的号码' then 2 when '对不上的姓名' then 3 when '提示' then 8 when '跳过的行' then 9 else 4
    end,
    import_issues.file, import_issues.sheet, import_issues.school_code nulls first, import_issues.column_title, import_issues."row", import_issues.reason
