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
with near as (
    select tie, head, head_label, head_kind from tie where head_kind in ('country', 'body')
), found as (
    select t.tie, t.kind, t.review, t.started as events from tie_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($ends_on as date)))
        and t.month <= $ends_on and ($kinds_all or list_contains($kinds, cast(t.kind as varchar)))
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
        and t.tie <= (select max(tie) from near)
    union all
    select t.tie, t.kind, t.review, -t.ended from tie_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($starts_on as date)))
        and t.month < $starts_on and ($kinds_all or list_contains($kinds, cast(t.kind as varchar)))
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
        and t.tie <= (select max(tie) from near)
    union all
    select u.tie, u.kind, u.review, 1 from (
        select unnest(v.ties) as tie, v.kind, v.review from (
            select t.number, any_value(t.kind) as kind, any_value(t.review) as review, any_value(t.ties) as ties from touch t
            where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
                and t.section = 'diplomacy'
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($kinds_all or list_contains($kinds, cast(t.kind as varchar)))
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
            group by t.number
        ) v
    ) u
), counted as (
    select tie, kind, sum(events) as events, coalesce(sum(events) filter (where review), 0) as review
    from found group by tie, kind having sum(events) > 0
)
select i.head as partner_id, i.head_label as partner, i.head_kind as partner_kind, cast(n.kind as varchar) as kind,
    cast(sum(n.events) as bigint) as events, cast(sum(n.review) as bigint) as review
from counted n join near i using (tie)
group by i.head, i.head_label, i.head_kind, n.kind
order by partner, partner_id, kind
