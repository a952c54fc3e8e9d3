-- First and latest day and the publishers of the diplomacy events per partner that match the filters.
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
-- column partner_id  VARCHAR
-- column first_on    DATE
-- column latest_on   DATE
-- column publishers  VARCHAR
with found as (
    select s.number, s.starts_on, s.document, s.ties from sieve s
    where $countries_all and s.section = 'diplomacy'
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
    union all
    select t.number, any_value(t.starts_on), any_value(t.document), any_value(t.ties) from touch t
    where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
        and t.section = 'diplomacy'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    group by t.number
), counted as (
    select tie, document, min(starts_on) as first_on, max(starts_on) as latest_on
    from (select unnest(ties) as tie, document, starts_on from found) group by tie, document
)
select i.head as partner_id, min(n.first_on) as first_on, max(n.latest_on) as latest_on,
    string_agg(distinct d.publisher, '; ' order by d.publisher) as publishers
from counted n join tie i using (tie) join document_number m using (document) join document d using (document_id)
where i.head_kind in ('country', 'body')
group by i.head
order by i.head
