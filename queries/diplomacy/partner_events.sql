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
with newest as (
    select s.number, s.event_row, s.review, s.field, s.ties from sieve s
    where s.section = 'diplomacy'
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t where t.section = 'diplomacy'
                and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))))
        and ($kinds_all or list_contains($kinds, cast(s.kind as varchar)))
        and s.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when s.review then 'review' else 'context' end))
    order by s.number limit $most
)
select e.event_id, i.head as partner_id, i.head_label as partner, i.head_kind as partner_kind, cast(e.kind as varchar) as kind, e.title,
    f.label as field, f.sort as field_sort, e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision,
    case when u.review then 'review' else 'context' end as source
from (select unnest(ties) as tie, number, event_row, review, field from newest) u join tie i using (tie)
    join event e on e.rowid = u.event_row join field f on f.sort = u.field
where i.head_kind in ('country', 'body')
order by u.number, i.tie
