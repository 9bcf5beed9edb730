-- What a reader has to know beside the numbers.
with excused as (
    select count(*) as rows
    from excused_findings
),
files as (
    select count(case when outcome in ('未识别', '已拒收', '已扣住') then 1 end) as refused_files
    from imports
),
refused as (
    select coalesce(sum(case when kind = '拒收的行' then rows end), 0) as refused_rows
    from import_issues
),
notes as (
    select 1 as rank, concat('已豁免 ', rows, ' 条：符合条件但有正当事由的，理由逐条列在“已豁免”。') as note
    from excused
    union all
    select 2, concat('未导入：', files.refused_files, ' 个文件或工作表，', refused.refused_rows, ' 行数据，原因见“未导入”。没有导入的没有检查。')
    from files
    cross join refused
    union all
    select 3, concat('级别的整改时限：', string_agg(concat(level.name, '＝', deadlines.words), '，' order by level.rank),
        '；是产品默认或本县设置，不是条文规定。逾期天数是过了时限的自然日。')
    from (values ('red', '红', 1), ('orange', '橙', 2), ('yellow', '黄', 3), ('blue', '蓝', 4)) as level (severity, name, rank)
    join deadlines on deadlines.severity = level.severity
    union all
    select 4, concat('校历：', calendar_note)
    from run
    where calendar_note <> ''
    union all
    select 5, concat('本县停用的检查：', string_agg(off.text, '；' order by off.text), '。')
    from (
        select distinct concat(check_title, '（', reason, '）') as text
        from check_statuses
        where status = '不适用' and starts_with(reason, '本县已停用')
    ) as off
    having count(*) > 0
    union all
    select 6, concat('数据和设置有 ', count(*), ' 处要先知道的（', string_agg(distinct kind, '、' order by kind), '），见“数据说明”。')
    from data_notes
    having count(*) > 0
    union all
    select 7, concat('访问日志校验值（本次运行时）：', coalesce(log_head, '尚无记录'), '；页脚的是生成本表时的前 16 位。核对：heji audit verify')
    from run
)
select note
from notes
order by rank
