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
-- param  most_nodes     INTEGER        at most so many partners, organisations, people, and so many of each of the Chinese side
-- column tail         VARCHAR       CHN, a country or an organisation
-- column head         VARCHAR
-- column head_label   VARCHAR
-- column head_name    VARCHAR
-- column head_kind    VARCHAR       country, body, organisation, person; home and home_person = of the Chinese side
-- column otherwise    VARCHAR       tail of a person whose organisation is not shown
-- column events       BIGINT
-- column review       BIGINT        of these in the review
-- column kinds        VARCHAR
-- column titles       VARCHAR       newest first, one a line, at most 8, of the newest 200 events that match
with asked as (
    select tie, tail, head, head_label, head_name, head_kind, otherwise, case when head_kind = 'body' then 'country' else head_kind end as layer
    from tie where list_contains($layers, head_kind)
), found as (
    select t.tie, t.kind, t.review, t.started as events from tie_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($ends_on as date)))
        and t.month <= $ends_on and ($kinds_all or list_contains($kinds, cast(t.kind as varchar)))
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
        and t.tie in (select tie from asked)
    union all
    select t.tie, t.kind, t.review, -t.ended from tie_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($starts_on as date)))
        and t.month < $starts_on and ($kinds_all or list_contains($kinds, cast(t.kind as varchar)))
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
        and t.tie in (select tie from asked)
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
), by_kind as (
    select tie, kind, sum(events) as events, coalesce(sum(events) filter (where review), 0) as review
    from found group by tie, kind having sum(events) > 0
), counted as (
    select tie, sum(events) as events, sum(review) as review, string_agg(cast(kind as varchar), ', ' order by cast(kind as varchar)) as kinds
    from by_kind group by tie
), met as (
    select a.layer, a.head, sum(n.events) as events from counted n join asked a using (tie)
    group by a.layer, a.head
), near as (
    select 'country' as layer, head from met where layer = 'country'
    qualify row_number() over (order by events desc, head) <= $most_nodes
    union all
    select 'china', 'CHN'
), reached as (
    select a.layer, a.head from asked a join near w on w.head = a.tail where a.layer <> 'country'
    union
    select a.layer, a.head from asked a join near w on w.head = a.otherwise where a.layer <> 'country'
), shown as (
    select layer, head from near
    union all
    select m.layer, m.head from met m join reached using (layer, head)
    qualify row_number() over (partition by m.layer order by m.events desc, m.head) <= $most_nodes
), newest as (
    select s.number, s.event_row, s.ties from (
        select q.number from (
            select s.number from sieve s
            where $countries_all and s.section = 'diplomacy'
                and s.starts_on <= $ends_on and s.ends_on >= $starts_on
                and ($kinds_all or list_contains($kinds, cast(s.kind as varchar)))
                and s.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
                and ($sources_all or list_contains($sources, case when s.review then 'review' else 'context' end))
            union all
            select distinct t.number from touch t
            where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
                and t.section = 'diplomacy'
                and t.starts_on <= $ends_on and t.ends_on >= $starts_on
                and ($kinds_all or list_contains($kinds, cast(t.kind as varchar)))
                and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
                and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
        ) q order by q.number limit 200
    ) w join sieve s using (number)
), told as (
    select u.tie, string_agg(strftime(e.starts_on, '%d %b %Y') || ', ' || cast(e.kind as varchar) || ': ' || e.title, chr(10) order by u.number) as titles
    from (
        select n.tie, n.number, n.event_row from (select unnest(ties) as tie, number, event_row from newest) n
        qualify row_number() over (partition by n.tie order by n.number) <= 8
    ) u join event e on e.rowid = u.event_row
    group by u.tie
)
select a.tail, a.head, a.head_label, a.head_name, a.head_kind, a.otherwise, cast(n.events as bigint) as events,
    cast(n.review as bigint) as review, n.kinds, d.titles
from counted n join asked a using (tie) join shown s on s.head = a.head and s.layer = a.layer left join told d using (tie)
order by events desc, a.head_kind, a.head, a.tail, a.otherwise
