-- Number of partner countries of the events that match the filters, and in the span of equal length before.
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
-- column partners  BIGINT
-- column before    BIGINT
with found as (
    select t.country, t.started as now, 0 as earlier from country_tally t
    where $countries_all and year(cast($ends_on as date)) between t.year and t.until and t.month <= $ends_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select t.country, -t.ended, 0 from country_tally t
    where $countries_all and year(cast($starts_on as date)) between t.year and t.until and t.month < $starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select t.country, 0, t.started from country_tally t
    where $countries_all and year(cast($before_ends_on as date)) between t.year and t.until and t.month <= $before_ends_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select t.country, 0, -t.ended from country_tally t
    where $countries_all and year(cast($before_starts_on as date)) between t.year and t.until and t.month < $before_starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
    union all
    select unnest(t.partners), case when t.starts_on <= $ends_on and t.ends_on >= $starts_on then 1 else 0 end,
        case when t.starts_on <= $before_ends_on and t.ends_on >= $before_starts_on then 1 else 0 end
    from touch t
    where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
        and t.starts_on <= $ends_on and t.ends_on >= $before_starts_on
        and ($fields_all or list_contains(try_cast($fields as field_key[]), t.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), t.source))
), counted as (
    select country, sum(now) as now, sum(earlier) as earlier from found group by country
)
select count(*) filter (where now > 0) as partners, count(*) filter (where earlier > 0) as before
from counted
order by partners
