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
with now as (
    select p.country from (
    select t.country, t.started as events from country_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($ends_on as date)))
        and t.month <= $ends_on and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
    union all
    select t.country, -t.ended from country_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($starts_on as date)))
        and t.month < $starts_on and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
    ) p group by p.country having sum(p.events) > 0
), earlier as (
    select p.country from (
    select t.country, t.started as events from country_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($before_ends_on as date)))
        and t.month <= $before_ends_on and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
    union all
    select t.country, -t.ended from country_tally t
    where $countries_all and t.year = (select max(y.year) from year_of_change y where y.year <= year(cast($before_starts_on as date)))
        and t.month < $before_starts_on and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
    ) p group by p.country having sum(p.events) > 0
), touched as (
    select distinct unnest(t.partners) as country, t.starts_on <= $ends_on and t.ends_on >= $starts_on as in_span,
        t.starts_on <= $before_ends_on and t.ends_on >= $before_starts_on as in_span_before
    from touch t
    where not $countries_all and t.country in (select n.country from country_number n where list_contains($countries, n.iso3))
        and t.field in (select f.sort from field f where $fields_all or list_contains($fields, f.field))
        and ($sources_all or list_contains($sources, case when t.review then 'review' else 'context' end))
)
select (select count(*) from now) + count(distinct country) filter (where in_span) as partners,
    (select count(*) from earlier) + count(distinct country) filter (where in_span_before) as before
from touched
order by partners
