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
    select t.site, t.review, t.started as events from site_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($ends_on as date)))
        and t.month <= $ends_on and t.section = 'collaboration'
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
    union all
    select t.site, t.review, -t.ended from site_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($starts_on as date)))
        and t.month < $starts_on and t.section = 'collaboration'
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
    union all
    select u.site, u.review, 1 from (
        select distinct t.number, t.site, t.review from touch t
        where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
            and t.site is not null and t.section = 'collaboration'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
    ) u
), counted as (
    select site, review, sum(events) as events from found group by site, review having sum(events) > 0
)
select p.place, p.lat, p.lon, case when n.review then 'review' else 'context' end as source, cast(n.events as bigint) as events
from counted n join site p using (site)
order by events desc, p.lat, p.lon, source
