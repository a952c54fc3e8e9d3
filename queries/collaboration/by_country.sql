-- Number of collaboration events per partner country that match the filters.
-- param  starts_on      DATE
-- param  ends_on        DATE
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- column iso3       VARCHAR
-- column country    VARCHAR
-- column region     VARCHAR
-- column events     BIGINT
-- column review     BIGINT
-- column context    BIGINT
-- column first_on   DATE
-- column latest_on  DATE
-- column fields     VARCHAR
-- column publishers VARCHAR
select c.iso3, c.name as country, c.region, count(*) as events,
    count(*) filter (where e.source = 'review') as review, count(*) filter (where e.source = 'context') as context,
    min(e.starts_on) as first_on, max(e.starts_on) as latest_on,
    string_agg(distinct e.field_label, ', ' order by e.field_label) as fields,
    string_agg(distinct e.publisher, '; ' order by e.publisher) as publishers
from listing e join event_country ec using (event_id) join country c using (iso3)
where e.section = 'collaboration'
    and e.starts_on <= $ends_on and e.ends_on >= $starts_on
    and ($countries_all or exists (
        select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field))
    and ($sources_all or list_contains($sources, e.source))
group by c.iso3, c.name, c.region
order by events desc, c.name, c.iso3
