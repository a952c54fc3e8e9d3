-- Partner countries and multilateral bodies of the diplomacy events that match the filters.
-- param  starts_on      DATE
-- param  ends_on        DATE
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- column partner_id   VARCHAR
-- column partner      VARCHAR
-- column partner_kind VARCHAR       country, body
-- column events       BIGINT
-- column review       BIGINT
-- column context      BIGINT
-- column first_on     DATE
-- column latest_on    DATE
-- column kinds        VARCHAR
-- column publishers   VARCHAR
with matching as (
    select e.event_id, e.starts_on, e.kind, e.title, e.source, e.publisher from listing e
    where e.section = 'diplomacy'
    and e.starts_on <= $ends_on and e.ends_on >= $starts_on
    and ($countries_all or exists (
        select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field))
    and ($sources_all or list_contains($sources, e.source))
), tied as (
    select e.event_id, c.iso3 as partner_id, c.name as partner, 'country' as partner_kind
    from matching e join event_country ec using (event_id) join country c using (iso3)
    union
    select e.event_id, o.organisation_id, case when length(o.name) <= 30 then o.name else coalesce(o.short_name, o.name) end, 'body'
    from matching e join event_organisation eo using (event_id) join organisation o using (organisation_id)
    where o.country is null
)
select t.partner_id, t.partner, t.partner_kind, count(*) as events,
    count(*) filter (where e.source = 'review') as review, count(*) filter (where e.source = 'context') as context,
    min(e.starts_on) as first_on, max(e.starts_on) as latest_on,
    string_agg(distinct cast(e.kind as varchar), ', ' order by cast(e.kind as varchar)) as kinds,
    string_agg(distinct e.publisher, '; ' order by e.publisher) as publishers
from tied t join matching e using (event_id)
group by t.partner_id, t.partner, t.partner_kind
order by events desc, t.partner, t.partner_id
