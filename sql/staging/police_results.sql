-- The register's own spelling of a name is compared with the school's.
select *, heji_name_key(heji_name(police_name)) as police_name_key
from typed
