-- Partner countries, organisations, people, projects and themes of an event with their part, as named today and as printed.
-- param  event_id  VARCHAR
-- column sort        INTEGER
-- column subject     VARCHAR        kind:key
-- column name        VARCHAR
-- column country     VARCHAR
-- column part        VARCHAR
-- column as_printed  VARCHAR
select 1 as sort, 'country:' || c.iso3 as subject, c.name, cast(null as varchar) as country, 'partner country' as part, cast(null as varchar) as as_printed
from event_country ec join country c using (iso3)
where ec.event_id = $event_id
union all
select 2, 'organisation:' || o.organisation_id, o.name, c.name, eo.role, eo.as_printed
from event_organisation eo join organisation o using (organisation_id) left join country c on c.iso3 = o.country
where eo.event_id = $event_id
union all
select 3, 'person:' || p.person_id, p.name, c.name, ep.post, ep.as_printed
from event_person ep join person p using (person_id) left join country c on c.iso3 = p.country
where ep.event_id = $event_id
union all
select 4, 'topic:' || t.topic_id, t.label, null, cast(t.kind as varchar), null
from event_topic et join topic t using (topic_id)
where et.event_id = $event_id
order by sort, name, part
