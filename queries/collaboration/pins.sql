-- Places of the collaboration events that match the filters, in degrees, with the number of events at each.
-- param  starts_on      DATE
-- param  ends_on        DATE
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- column place      VARCHAR
-- column lat        DECIMAL(8,4)
-- column lon        DECIMAL(8,4)
-- column source     VARCHAR
-- column events     BIGINT
-- column titles     VARCHAR
select min(e.place) as place, e.lat, e.lon, e.source, count(*) as events,
    string_agg(e.title, chr(10) order by e.starts_on, e.event_id) as titles
from listing e
where e.section = 'collaboration' and e.lat is not null
    and e.starts_on <= $ends_on and e.ends_on >= $starts_on
    and ($countries_all or exists (
        select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field))
    and ($sources_all or list_contains($sources, e.source))
group by e.lat, e.lon, e.source
order by events desc, e.lat, e.lon, e.source
