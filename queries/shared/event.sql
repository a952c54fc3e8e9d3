-- One event of one section by its key, where it matches the filters; as a row of shared/events.
-- param  event_id       VARCHAR
-- param  section        VARCHAR
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- param  kinds          VARCHAR[]      kinds of event
-- param  kinds_all      BOOLEAN        true = every kind
-- column event_id        VARCHAR
-- column kind            VARCHAR
-- column title           VARCHAR
-- column summary         VARCHAR
-- column field           VARCHAR
-- column field_sort      INTEGER
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column place           VARCHAR
-- column place_kind      VARCHAR
-- column place_country   VARCHAR
-- column lat             DECIMAL(8,4)
-- column lon             DECIMAL(8,4)
-- column status          VARCHAR
-- column amount            DECIMAL(18,2)
-- column currency          VARCHAR
-- column amount_qualifier  VARCHAR
-- column amount_for        VARCHAR
-- column partners        VARCHAR
-- column source          VARCHAR
-- column publisher       VARCHAR
-- column document_title  VARCHAR
-- column locator         VARCHAR
-- column url             VARCHAR
-- column findings        INTEGER
-- column ties            INTEGER[]      numbers of diplomacy/ties
select e.event_id, cast(e.kind as varchar) as kind, e.title, e.summary, f.label as field, f.sort as field_sort,
    e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision,
    e.place, cast(e.place_kind as varchar) as place_kind, c.name as place_country, e.lat, e.lon,
    cast(e.status as varchar) as status, e.amount, e.currency, e.amount_qualifier, e.amount_for, s.partner_names as partners,
    cast(s.source as varchar) as source, d.publisher, d.title as document_title, e.locator, d.url, s.findings, s.ties
from event e join sieve s on s.event_row = e.rowid join field f on f.field = e.field
    join document d on d.document_id = e.document_id left join country c on c.iso3 = e.place_country
where e.event_id = $event_id and s.section = try_cast($section as section)
    and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
    and s.starts_on <= $ends_on and s.ends_on >= $starts_on
    and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
    and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
    and ($countries_all or e.event_id in (select t.event_id from event_touch t where t.event_id = $event_id and list_contains($countries, t.iso3)))
order by s.number
