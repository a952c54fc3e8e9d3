-- Diplomacy events of one node of the network, or of one of its ties, that match the filters: how many of each kind, first and latest day.
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
-- column kind       VARCHAR
-- column events     BIGINT
-- column review     BIGINT        of these in the review
-- column first_on   DATE
-- column latest_on  DATE
select cast(s.kind as varchar) as kind, count(*) as events, count(*) filter (where s.review) as review,
    min(s.starts_on) as first_on, max(s.starts_on) as latest_on
from sieve s
    where s.section = 'diplomacy'
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t where t.section = 'diplomacy'
                and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))))
        and ($kinds_all or list_contains($kinds, cast(s.kind as varchar)))
        and s.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when s.review then 'review' else 'context' end))
        and list_has_any(s.ties, (select list(i.tie order by i.tie) from tie i where i.head = $head and ($tail = '' or i.tail = $tail)))
group by s.kind
order by events desc, kind
