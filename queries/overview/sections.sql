-- Number of events per section and source that match the filters, and in the span of equal length before.
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- param  before_starts_on  DATE
-- param  before_ends_on    DATE
-- column section  VARCHAR
-- column source   VARCHAR
-- column events   BIGINT
-- column before   BIGINT
-- column findings BIGINT         open doubts of the checks, missing links left aside
with found as (
    select t.section, t.source, t.first_month as starts_on, t.last_month as ends_on, t.events, t.findings from tally t
    where $countries_all and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select u.section, u.source, u.starts_on, u.ends_on, 1, u.findings from (
        select distinct t.number, t.section, t.source, t.starts_on, t.ends_on, t.findings from touch t
        where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
            and t.starts_on <= $ends_on and t.ends_on >= $before_starts_on
            and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    ) u
)
select cast(n.section as varchar) as section, cast(n.source as varchar) as source,
    cast(coalesce(sum(events) filter (where starts_on <= $ends_on and ends_on >= $starts_on), 0) as bigint) as events,
    cast(coalesce(sum(events) filter (where starts_on <= $before_ends_on and ends_on >= $before_starts_on), 0) as bigint) as before,
    cast(coalesce(sum(findings) filter (where starts_on <= $ends_on and ends_on >= $starts_on), 0) as bigint) as findings
from found n
group by n.section, n.source
order by n.section, n.source
