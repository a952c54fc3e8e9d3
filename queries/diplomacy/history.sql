-- Ties of all diplomacy events, the 60 most met of each layer: they give every node of the network its place, whatever the filters.
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
with by_kind as (
    select t.tie, t.kind, sum(t.started) as events, coalesce(sum(t.started) filter (where t.source = 'review'), 0) as review
    from tie_tally t
    -- The running totals of the last year with a change hold all that came before it.
    where 9999 between t.year and t.until
    group by t.tie, t.kind
), counted as (
    select tie, sum(events) as events, sum(review) as review, string_agg(cast(kind as varchar), ', ' order by cast(kind as varchar)) as kinds
    from by_kind where events > 0 group by tie
), edge as (
    select n.tie, n.events, n.review, n.kinds, i.tail, i.head, i.head_label, i.head_name, i.head_kind, i.otherwise, i.partner,
        case when i.head_kind = 'body' then 'country' else i.head_kind end as layer
    from counted n join tie i using (tie)
), near as (
    select partner from edge where layer = 'country' order by events desc, tie limit 60
), kept as (
    select tie, events, review, kinds, tail, head, head_label, head_name, head_kind, otherwise from edge
    where partner = 'CHN' or partner in (select partner from near)
    qualify row_number() over (partition by layer order by events desc, tie) <= 60
)
select tie, tail, head, head_label, head_name, cast(head_kind as varchar) as head_kind, otherwise, cast(events as bigint) as events,
    cast(review as bigint) as review, kinds
from kept
order by events desc, tie
