-- The newest diplomacy events of one node of the network, or of one of its ties, that match the filters, newest first.
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
-- param  head           VARCHAR        a country, an organisation or a person
-- param  tail           VARCHAR        the end nearer to China; '' = all its ties
-- param  most           INTEGER        at most so many events
-- column event_id        VARCHAR
-- column kind            VARCHAR
-- column title           VARCHAR
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column partners        VARCHAR
-- column source          VARCHAR
-- column publisher       VARCHAR
-- column url             VARCHAR
-- column findings        INTEGER
with newest as (
    select s.number, s.event_row, s.review, s.document, s.partners, s.findings from sieve s
    where s.section = 'diplomacy'
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t where t.section = 'diplomacy'
                and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))))
        and ($kinds_all or list_contains($kinds, cast(s.kind as varchar)))
        and s.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when s.review then 'review' else 'context' end))
        and list_has_any(s.ties, (select list(i.tie order by i.tie) from tie i where i.head = $head and ($tail = '' or i.tail = $tail)))
    order by s.number limit $most
)
select e.event_id, cast(e.kind as varchar) as kind, e.title, e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision,
    (select string_agg(c.name, ', ' order by c.name) from country_number n join country c using (iso3)
        where list_contains(w.partners, n.country)) as partners,
    case when w.review then 'review' else 'context' end as source, d.publisher, d.url, w.findings
from newest w join event e on e.rowid = w.event_row join document d on d.document_id = e.document_id
order by w.number
