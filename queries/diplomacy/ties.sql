-- Ties of the diplomacy events that match the filters, among the most met of each layer, with their number of events.
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
-- param  layers         VARCHAR[]      of head_kind: which layers are drawn
-- param  most_nodes     INTEGER        at most so many ties to partners, to organisations, to people, and as many of each of the Chinese side
-- column tie          INTEGER
-- column tail         VARCHAR       CHN, a country or an organisation
-- column head         VARCHAR
-- column head_label   VARCHAR
-- column head_name    VARCHAR
-- column head_kind    VARCHAR       country, body, organisation, person; home and home_person = of the Chinese side
-- column otherwise    VARCHAR       tail of a person whose organisation is not shown
-- column events       BIGINT
-- column review       BIGINT        of these in the review
-- column kinds        VARCHAR
with found as (
    select t.tie, t.kind, t.source, t.started as events from tie_tally t
    where $countries_all and year(cast($ends_on as date)) between t.year and t.until and t.month <= $ends_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and list_contains(try_cast($layers as head_kind[]), t.head_kind)
    union all
    select t.tie, t.kind, t.source, -t.ended from tie_tally t
    where $countries_all and year(cast($starts_on as date)) between t.year and t.until and t.month < $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
        and list_contains(try_cast($layers as head_kind[]), t.head_kind)
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
), by_kind as (
    select tie, kind, sum(events) as events, coalesce(sum(events) filter (where source = 'review'), 0) as review
    from found group by tie, kind having sum(events) > 0
), counted as (
    select tie, sum(events) as events, sum(review) as review, string_agg(cast(kind as varchar), ', ' order by cast(kind as varchar)) as kinds
    from by_kind group by tie
), edge as (
    select n.tie, n.events, n.review, n.kinds, i.tail, i.head, i.head_label, i.head_name, i.head_kind, i.otherwise, i.partner,
        case when i.head_kind = 'body' then 'country' else i.head_kind end as layer
    from counted n join tie i using (tie)
    where list_contains(try_cast($layers as head_kind[]), i.head_kind)
), near as (
    select partner from edge where layer = 'country' order by events desc, tie limit $most_nodes
), kept as (
    select tie, events, review, kinds, tail, head, head_label, head_name, head_kind, otherwise from edge
    where partner = 'CHN' or partner in (select partner from near)
    qualify row_number() over (partition by layer order by events desc, tie) <= $most_nodes
)
select tie, tail, head, head_label, head_name, cast(head_kind as varchar) as head_kind, otherwise, cast(events as bigint) as events,
    cast(review as bigint) as review, kinds
from kept
order by events desc, tie
