-- People with their number of events within the other filters, the most met first, and those that are chosen.
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
-- param  doubt              VARCHAR    with, without a finding; '' = both
-- param  most               INTEGER    at most so many
-- column person_id          VARCHAR
-- column name               VARCHAR
-- column events             BIGINT
with found as (
    select unnest(s.people) as person
    from sieve s where s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t join country_number n using (country) where list_contains($countries, n.iso3)))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and ($sections_all or list_contains(try_cast($sections as section[]), s.section))
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($statuses_all or list_contains(try_cast($statuses as event_status[]), s.status))
        and ($organisations_all or list_has_any(s.organisations, (
            select list(n.organisation order by n.organisation) from organisation_number n where list_contains($organisations, n.organisation_id))))
        and ($doubt = '' or (s.findings > 0) = ($doubt = 'with'))
), counted as (
    select person, count(*) as events from found group by person
), ranked as (
    select n.person_id, coalesce(c.events, 0) as events, row_number() over (order by coalesce(c.events, 0) desc, n.person_id) as place
    from person_number n left join counted c using (person)
)
select r.person_id, o.name, r.events
from ranked r join person o using (person_id)
where (r.place <= $most and r.events > 0) or list_contains($people, r.person_id)
order by r.events desc, o.name, r.person_id
