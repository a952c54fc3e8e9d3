-- Organisations with their number of events within the other filters, the most met first, and those that are chosen.
-- param  starts_on        DATE       first day of a month
-- param  ends_on          DATE       last day of a month
-- param  countries        VARCHAR[]
-- param  countries_all    BOOLEAN    true = every country and none
-- param  fields           VARCHAR[]
-- param  fields_all       BOOLEAN    true = every field
-- param  sources          VARCHAR[]  review, context
-- param  sources_all      BOOLEAN    true = both
-- param  sections         VARCHAR[]
-- param  sections_all     BOOLEAN    true = every section
-- param  kinds            VARCHAR[]  kinds of event
-- param  kinds_all        BOOLEAN    true = every kind
-- param  statuses         VARCHAR[]
-- param  statuses_all     BOOLEAN    true = every status
-- param  organisations    VARCHAR[]
-- param  people           VARCHAR[]
-- param  people_all       BOOLEAN    true = everybody and nobody
-- param  doubt            VARCHAR    with, without a finding; '' = both
-- param  most             INTEGER    at most so many
-- column organisation_id  VARCHAR
-- column name             VARCHAR
-- column events           BIGINT
with found as (
    select unnest(s.organisations) as organisation
    from sieve s where s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t join country_number n using (country) where list_contains($countries, n.iso3)))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and ($sections_all or list_contains(try_cast($sections as section[]), s.section))
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($statuses_all or list_contains(try_cast($statuses as event_status[]), s.status))
        and ($people_all or list_has_any(s.people, (
            select list(n.person order by n.person) from person_number n where list_contains($people, n.person_id))))
        and ($doubt = '' or (s.findings > 0) = ($doubt = 'with'))
), counted as (
    select organisation, count(*) as events from found group by organisation
), ranked as (
    select n.organisation_id, coalesce(c.events, 0) as events, row_number() over (order by coalesce(c.events, 0) desc, n.organisation_id) as place
    from organisation_number n left join counted c using (organisation)
)
select r.organisation_id, o.name, r.events
from ranked r join organisation o using (organisation_id)
where (r.place <= $most and r.events > 0) or list_contains($organisations, r.organisation_id)
order by r.events desc, o.name, r.organisation_id
