-- A list that holds only absences may say up to which day it is complete.
select t.*, f.cutoff_on
from typed t
join batch_sources f on f.source = t.source
