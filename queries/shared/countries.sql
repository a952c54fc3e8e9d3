-- Countries that an event touches as a partner or as its place, for the country filter.
-- column iso3  VARCHAR
-- column name  VARCHAR
select c.iso3, c.name
from country c
where exists (select 1 from event_touch t where t.iso3 = c.iso3)
order by c.name, c.iso3
