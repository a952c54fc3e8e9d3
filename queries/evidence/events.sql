-- The newest events that belong to a subject and match the filters, with how many there are in all.
-- param  kind           VARCHAR        country, place, organisation, person, topic, field, section, document
-- param  key            VARCHAR        of places latitude,longitude with four decimals each, separated by semicolons
-- param  section        VARCHAR        '' = every section
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
-- column section         VARCHAR
-- column kind            VARCHAR
-- column title           VARCHAR
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column partners        VARCHAR
-- column source          VARCHAR        review, context
-- column publisher       VARCHAR
-- column url             VARCHAR
-- column findings        INTEGER
-- column events          BIGINT         that match in all
-- column review          BIGINT         of these in the review
-- column first_on        DATE
-- column latest_on       DATE
with own as (
    select event_id from event_organisation where $kind = 'organisation' and organisation_id = $key
    union
    select event_id from event_person where $kind = 'person' and person_id = $key
    union
    select event_id from event_topic where $kind = 'topic' and topic_id = $key
    union
    select event_id from event where $kind = 'document' and document_id = $key
    union
    select event_id from event_source where $kind = 'document' and document_id = $key
), numbers as (
    select s.number from own o join event e using (event_id) join sieve s on s.event_row = e.rowid
    union
    select t.number from touch t join country_number n using (country)
    where $kind = 'country' and n.iso3 = $key and list_contains(t.partners, t.country)
    union
    select number from sieve where $kind = 'place' and site in (
        select p.site from site p where list_contains(string_split($key, ';'), format('{:.4f},{:.4f}', p.lat, p.lon)))
    union
    select number from sieve where $kind = 'section' and section = try_cast($key as section)
    union
    select number from sieve where $kind = 'field' and field = try_cast($key as field_key)
), found as (
    select s.number, s.event_row, s.section, s.source, s.starts_on, s.partner_names, s.findings
    from numbers join sieve s using (number)
    where ($section = '' or s.section = try_cast($section as section))
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and ($countries_all or s.number in (
            select o.number from touch o join country_number m using (country) where list_contains($countries, m.iso3)))
), counted as (
    select count(*) as events, count(*) filter (where source = 'review') as review, min(starts_on) as first_on, max(starts_on) as latest_on
    from found
), newest as (
    select number, event_row, section, source, partner_names, findings from found order by starts_on desc, number limit $most
)
select e.event_id, cast(n.section as varchar) as section, cast(e.kind as varchar) as kind, e.title, e.starts_on, e.ends_on,
    cast(e.date_precision as varchar) as date_precision, n.partner_names as partners, cast(n.source as varchar) as source, d.publisher, d.url,
    n.findings, c.events, c.review, c.first_on, c.latest_on
from newest n cross join counted c join event e on e.rowid = n.event_row join document d on d.document_id = e.document_id
order by e.starts_on desc, n.number
