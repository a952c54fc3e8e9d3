-- Number of events of one section that match the filters, by field, source and month of their first day.
-- param  section        VARCHAR
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
-- column field        VARCHAR
-- column field_sort   INTEGER
-- column source       VARCHAR
-- column first_month  DATE
-- column events       BIGINT
-- column findings     BIGINT         doubts of the checks, missing links left aside
with found as (
    select t.field, t.source, t.first_month, t.events, t.findings from tally t
    where $countries_all and t.section = try_cast($section as section)
        and t.first_month <= $ends_on and t.last_month >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select u.field, u.source, cast(date_trunc('month', u.starts_on) as date), 1, u.findings from (
        select distinct t.number, t.field, t.source, t.starts_on, t.findings from touch t
        where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
            and t.section = try_cast($section as section)
        and t.starts_on <= $ends_on and t.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), t.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    ) u
)
select f.label as field, f.sort as field_sort, cast(n.source as varchar) as source, n.first_month, cast(sum(n.events) as bigint) as events,
    cast(sum(n.findings) as bigint) as findings
from found n join field f on f.field = cast(n.field as varchar)
group by f.label, f.sort, n.source, n.first_month
order by n.first_month, f.sort, n.source
