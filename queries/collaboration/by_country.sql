-- Number of collaboration events per partner country that match the filters.
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- column iso3       VARCHAR
-- column country    VARCHAR
-- column region     VARCHAR
-- column lat        DECIMAL(8,4)   label point, degrees north
-- column lon        DECIMAL(8,4)   label point, degrees east
-- column events     BIGINT
-- column review     BIGINT
-- column context    BIGINT
-- column fields     VARCHAR
with found as (
    select t.country, t.field, t.source, t.started as events from country_tally t
    where $countries_all and year(cast($ends_on as date)) between t.year and t.until and t.month <= $ends_on
        and t.section = 'collaboration'
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select t.country, t.field, t.source, -t.ended from country_tally t
    where $countries_all and year(cast($starts_on as date)) between t.year and t.until and t.month < $starts_on
        and t.section = 'collaboration'
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select unnest(u.partners), u.field, u.source, 1 from (
        select t.number, any_value(t.field) as field, any_value(t.source) as source, any_value(t.partners) as partners from touch t
        where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
            and t.section = 'collaboration'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        group by t.number
    ) u
), counted as (
    select country, field, sum(events) as events, coalesce(sum(events) filter (where source = 'review'), 0) as review
    from found group by country, field having sum(events) > 0
)
select c.iso3, c.name as country, c.region, c.lat, c.lon, cast(sum(n.events) as bigint) as events, cast(sum(n.review) as bigint) as review,
    cast(sum(n.events) - sum(n.review) as bigint) as context, string_agg(f.label, ', ' order by f.label) as fields
from counted n join country_number k using (country) join country c using (iso3) join field f on f.field = cast(n.field as varchar)
group by c.iso3, c.name, c.region, c.lat, c.lon
order by events desc, c.name, c.iso3
