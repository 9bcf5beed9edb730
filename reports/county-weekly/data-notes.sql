-- What has to be known of the data and the settings, a sentence each.
select kind, concat(note, '。') as note
from (
    select 1 as rank, kind, note
    from data_notes
    union all
    select 2, '校历', calendar_note
    from run
    where calendar_note <> ''
) as notes
order by rank, kind, note
