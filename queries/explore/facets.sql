-- Number of events at each section, kind, status and doubt, each within the other filters, and of all that match.
-- param  starts_on          DATE       first day of a month
-- param  ends_on            DATE       last day of a month
-- param  countries          VARCHAR[]
-- param  countries_all      BOOLEAN    true = every country and none
-- param  fields             VARCHAR[]
-- param  fields_all         BOOLEAN    true = every field
-- param  sources            VARCHAR[]  review, context
-- param  sources_all        BOOLEAN    true = both
-- param  sections           VARCHAR[]
-- param  sections_all       BOOLEAN    true = every section
-- param  kinds              VARCHAR[]  kinds of event
-- param  kinds_all          BOOLEAN    true = every kind
-- param  statuses           VARCHAR[]
-- param  statuses_all       BOOLEAN    true = every status
-- param  organisations      VARCHAR[]
-- param  organisations_all  BOOLEAN    true = every organisation and none
-- param  people             VARCHAR[]
-- param  people_all         BOOLEAN    true = everybody and nobody
-- param  doubt              VARCHAR    with, without a finding; '' = both
-- column facet              VARCHAR       section, kind, status, doubt, all
-- column value              VARCHAR
-- column events             BIGINT
with found as (
    select s.section, s.kind, s.status, s.findings > 0 as doubted, count(*) as events
    from sieve s where s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t join country_number n using (country) where list_contains($countries, n.iso3)))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and ($organisations_all or list_has_any(s.organisations, (
            select list(n.organisation order by n.organisation) from organisation_number n where list_contains($organisations, n.organisation_id))))
        and ($people_all or list_has_any(s.people, (
            select list(n.person order by n.person) from person_number n where list_contains($people, n.person_id))))
    group by s.section, s.kind, s.status, s.findings > 0
), judged as (
    select section, kind, status, doubted, events,
        $sections_all or list_contains(try_cast($sections as section[]), section) as of_section,
        $kinds_all or list_contains(try_cast($kinds as event_kind[]), kind) as of_kind,
        $statuses_all or list_contains(try_cast($statuses as event_status[]), status) as of_status,
        $doubt = '' or doubted = ($doubt = 'with') as of_doubt
    from found
), counted as (
    select 'section' as facet, cast(section as varchar) as value, sum(events) as events from judged where of_kind and of_status and of_doubt group by section
    union all
    select 'kind', cast(kind as varchar), sum(events) from judged where of_section and of_status and of_doubt group by kind
    union all
    select 'status', cast(status as varchar), sum(events) from judged where of_section and of_kind and of_doubt group by status
    union all
    select 'doubt', case when doubted then 'with' else 'without' end, sum(events) from judged where of_section and of_kind and of_status group by doubted
    union all
    select 'all', '', coalesce(sum(events), 0) from judged where of_section and of_kind and of_status and of_doubt
)
select facet, value, cast(events as bigint) as events from counted
order by facet, value
