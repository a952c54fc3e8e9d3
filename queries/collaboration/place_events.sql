-- The newest collaboration events at some places that match the filters.
-- param  places         VARCHAR[]      latitude,longitude with four decimals each
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- param  most           INTEGER        at most so many events
-- column event_id        VARCHAR
-- column title           VARCHAR
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column partners        VARCHAR
-- column source          VARCHAR
-- column publisher       VARCHAR
-- column url             VARCHAR
-- column findings        INTEGER
with found as (
    select t.number from sieve t
    where t.site in (select p.site from site p where list_contains($places, p.lat || ',' || p.lon)) and t.section = 'collaboration'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and ($countries_all or t.number in (
            select o.number from touch o join country_number m using (country)
            where list_contains($countries, m.iso3) and o.section = 'collaboration'))
), newest as (
    select number from found order by number limit $most
)
select e.event_id, e.title, e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision,
    s.partner_names as partners,
    cast(s.source as varchar) as source, d.publisher, d.url, s.findings
from newest w join sieve s using (number) join event e on e.rowid = s.event_row join document d on d.document_id = e.document_id
order by s.number
