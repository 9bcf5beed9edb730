-- The words of 处理方式 that the school's list offers, and what they mean.
select i.school_code, w.word, w.meaning
from (select distinct school_code, unnest(actions) as action from batch_items) i
join reply_words w on w.action = i.action
order by i.school_code, w.place
