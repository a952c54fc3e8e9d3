-- Number of events per section and source that match the filters, and in the span of equal length before.
-- param  starts_on      DATE
-- param  ends_on        DATE
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
select cast(e.section as varchar) as section, e.source,
    count(*) filter (where e.starts_on <= $ends_on and e.ends_on >= $starts_on) as events,
    count(*) filter (where e.starts_on <= $before_ends_on and e.ends_on >= $before_starts_on) as before
from listing e
where ($countries_all or exists (
        select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field))
    and ($sources_all or list_contains($sources, e.source))
group by e.section, e.source
order by e.section, e.source
