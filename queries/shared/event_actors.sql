-- Organisations and people of an event with their part, as named today and as printed.
-- param  event_id  VARCHAR
-- column sort        INTEGER
-- column name        VARCHAR
-- column country     VARCHAR
-- column part        VARCHAR
-- column as_printed  VARCHAR
select 1 as sort, o.name, c.name as country, eo.role as part, eo.as_printed
from event_organisation eo join organisation o using (organisation_id) left join country c on c.iso3 = o.country
where eo.event_id = $event_id
union all
select 2 as sort, p.name, c.name as country, ep.post as part, ep.as_printed
from event_person ep join person p using (person_id) left join country c on c.iso3 = p.country
where ep.event_id = $event_id
order by sort, name, part
