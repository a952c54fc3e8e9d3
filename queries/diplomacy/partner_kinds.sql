-- Diplomacy events that match the filters per partner country or multilateral body and kind of tie; an event with two partners counts at both.
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
-- column partner_id   VARCHAR
-- column partner      VARCHAR
-- column partner_kind VARCHAR       country, body
-- column kind         VARCHAR
-- column events       BIGINT
-- column review       BIGINT        of these in the review
with found as (
    select t.tie, t.kind, t.source, t.started as events from tie_tally t
    where $countries_all and year(cast($ends_on as date)) between t.year and t.until and t.month <= $ends_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and t.head_kind in ('country', 'body')
    union all
    select t.tie, t.kind, t.source, -t.ended from tie_tally t
    where $countries_all and year(cast($starts_on as date)) between t.year and t.until and t.month < $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and t.head_kind in ('country', 'body')
    union all
    select u.tie, u.kind, u.source, 1 from (
        select unnest(v.ties) as tie, v.kind, v.source from (
            select t.number, any_value(t.kind) as kind, any_value(t.source) as source, any_value(t.ties) as ties from touch t
            where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
                and t.section = 'diplomacy'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
            group by t.number
        ) v
    ) u
), counted as (
    select tie, kind, sum(events) as events, coalesce(sum(events) filter (where source = 'review'), 0) as review
    from found group by tie, kind having sum(events) > 0
)
select i.head as partner_id, i.head_label as partner, cast(i.head_kind as varchar) as partner_kind, cast(n.kind as varchar) as kind,
    cast(sum(n.events) as bigint) as events, cast(sum(n.review) as bigint) as review
from counted n join tie i using (tie)
where i.head_kind in ('country', 'body')
group by i.head, i.head_label, i.head_kind, n.kind
order by partner, partner_id, cast(n.kind as varchar)
