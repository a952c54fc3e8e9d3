-- Countries that an event touches as a partner or as its place, for the country filter.
-- column iso3  VARCHAR
-- column name  VARCHAR
select c.iso3, c.name
from country c join country_number n using (iso3)
where n.touched
order by c.name, c.iso3
