-- Places of the collaboration events that match the filters, in degrees, with the number of events at each.
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
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
with found as (
    select t.site, t.source, t.started as events from site_tally t
    where $countries_all and year(cast($ends_on as date)) between t.year and t.until and t.month <= $ends_on
        and t.section = 'collaboration'
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select t.site, t.source, -t.ended from site_tally t
    where $countries_all and year(cast($starts_on as date)) between t.year and t.until and t.month < $starts_on
        and t.section = 'collaboration'
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select u.site, u.source, 1 from (
        select distinct t.number, t.site, t.source from touch t
        where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
            and t.site is not null and t.section = 'collaboration'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    ) u
), counted as (
    select site, source, sum(events) as events from found group by site, source having sum(events) > 0
)
select p.place, p.lat, p.lon, cast(n.source as varchar) as source, cast(n.events as bigint) as events
from counted n join site p using (site)
order by events desc, p.lat, p.lon, source
