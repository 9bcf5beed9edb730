-- One row: what titles and footers say.
with waiting as (
    select count(*) as replies from review_lines
)
select
    review_batch.county_name,
    left(review_batch.made_on, 16) as made_on,
    concat(replace(review_batch.made_on, ' ', 'T'), '+08:00') as made_at,
    waiting.replies
from review_batch
cross join waiting
