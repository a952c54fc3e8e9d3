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
with own as (
    select i.tie, n.country from tie i left join country_number n on n.iso3 = i.partner and i.partner <> 'CHN'
    where i.head = $head and ($tail = '' or i.tail = $tail)
), found as (
    -- What belongs to a country is among the few events that touch it; the rest is looked for in all.
    select t.number, t.kind, t.source, t.starts_on from touch t
    where $countries_all and t.country in (select country from own) and t.section = 'diplomacy'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and list_has_any(t.ties, (select list(tie order by tie) from own))
    union
    select s.number, s.kind, s.source, s.starts_on from sieve s
    where $countries_all and exists (select 1 from own where country is null) and s.section = 'diplomacy'
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and list_has_any(s.ties, (select list(tie order by tie) from own))
    union
    select t.number, t.kind, t.source, t.starts_on from touch t
    where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
        and t.section = 'diplomacy'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and list_has_any(t.ties, (select list(tie order by tie) from own))
)
select cast(kind as varchar) as kind, count(*) as events, count(*) filter (where source = 'review') as review,
    min(starts_on) as first_on, max(starts_on) as latest_on
from found group by kind
order by events desc, cast(kind as varchar)
