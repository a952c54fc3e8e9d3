-- What one partner country does with China in the collaboration events that match the filters; one row, also for none.
-- param  partner        VARCHAR        ISO 3166-1
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- param  most           INTEGER        organisations are taken from so many of the newest events
-- column country        VARCHAR
-- column events         BIGINT
-- column review         BIGINT
-- column first_on       DATE
-- column latest_on      DATE
-- column fields         VARCHAR
-- column organisations  VARCHAR        of that country, most often met first, at most 12
with found as (
    select t.number, t.event_row, t.field, t.source, t.starts_on from touch t join country_number n using (country)
    where n.iso3 = $partner and list_contains(t.partners, t.country) and t.section = 'collaboration'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and ($countries_all or t.number in (
            select o.number from touch o join country_number m using (country)
            where list_contains($countries, m.iso3) and o.section = 'collaboration'))
), newest as (
    select number, event_row from found order by number limit $most
), body as (
    select o.name, count(distinct w.number) as events
    from newest w join event e on e.rowid = w.event_row join event_organisation eo on eo.event_id = e.event_id
        join organisation o using (organisation_id)
    where o.country = $partner
    group by o.name order by events desc, o.name limit 12
), counted as (
    select count(*) as events, count(*) filter (where source = 'review') as review, min(starts_on) as first_on, max(starts_on) as latest_on from found
)
select c.name as country, n.events, n.review, n.first_on, n.latest_on,
    (select string_agg(f.label, ', ' order by f.label) from field f where f.field in (select cast(x.field as varchar) from found x)) as fields,
    (select string_agg(b.name, '; ' order by b.events desc, b.name) from body b) as organisations
from country c cross join counted n
where c.iso3 = $partner
order by c.iso3
