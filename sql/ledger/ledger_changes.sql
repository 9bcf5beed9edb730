-- What is written down: a status or a mark that is not what it was.
select number, from_status, status, mark, why, detail
from next_statuses
where status <> from_status or mark is distinct from from_mark
