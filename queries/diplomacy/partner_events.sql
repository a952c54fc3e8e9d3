-- The newest diplomacy events that match the filters, once for each partner country and multilateral body they name, newest first.
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- param  kinds          VARCHAR[]      kinds of tie
-- param  kinds_all      BOOLEAN        true = every kind
-- param  most           INTEGER        at most so many events
-- column event_id        VARCHAR
-- column partner_id      VARCHAR
-- column partner         VARCHAR
-- column partner_kind    VARCHAR       country, body
-- column kind            VARCHAR
-- column title           VARCHAR
-- column field           VARCHAR
-- column field_sort      INTEGER
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column source          VARCHAR
with found as (
    select s.number from sieve s
    where $countries_all and s.section = 'diplomacy'
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
    union all
    select distinct t.number from touch t
    where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
        and t.section = 'diplomacy'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
), newest as (
    select number from found order by number limit $most
)
select e.event_id, i.head as partner_id, i.head_label as partner, cast(i.head_kind as varchar) as partner_kind,
    cast(e.kind as varchar) as kind, e.title, f.label as field, f.sort as field_sort, e.starts_on, e.ends_on,
    cast(e.date_precision as varchar) as date_precision, cast(u.source as varchar) as source
from (select unnest(s.ties) as tie, s.number, s.event_row, s.source from newest w join sieve s using (number)) u
    join tie i using (tie) join event e on e.rowid = u.event_row join field f on f.field = e.field
where i.head_kind in ('country', 'body')
order by u.number, i.tie
