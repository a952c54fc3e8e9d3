-- Dated ties of the diplomacy events that match the filters: China to partner, partner to its organisation, to its person.
-- param  starts_on      DATE
-- param  ends_on        DATE
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- column event_id     VARCHAR
-- column starts_on    DATE
-- column kind         VARCHAR
-- column title        VARCHAR
-- column source       VARCHAR
-- column tail         VARCHAR
-- column head         VARCHAR
-- column head_label   VARCHAR
-- column head_name    VARCHAR
-- column head_kind    VARCHAR       country, body, organisation, person; home and home_person = of the Chinese side
-- column otherwise    VARCHAR       tail of a person whose organisation is not shown
with matching as (
    select e.event_id, e.starts_on, e.kind, e.title, e.source, e.publisher from listing e
    where e.section = 'diplomacy'
    and e.starts_on <= $ends_on and e.ends_on >= $starts_on
    and ($countries_all or exists (
        select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field))
    and ($sources_all or list_contains($sources, e.source))
), named as (
    select organisation_id, name, country,
        case when length(name) <= 30 then name else coalesce(short_name, name) end as label
    from organisation
), ties as (
    select ec.event_id, 'CHN' as tail, c.iso3 as head, c.name as head_label, c.name as head_name, 'country' as head_kind, '' as otherwise
    from event_country ec join country c using (iso3)
    union
    select eo.event_id, 'CHN', o.organisation_id, o.label, o.name, 'body', ''
    from event_organisation eo join named o using (organisation_id)
    where o.country is null
    union
    select eo.event_id, 'CHN', o.organisation_id, o.label, o.name, 'home', ''
    from event_organisation eo join named o using (organisation_id)
    where o.country in ('CHN', 'HKG', 'MAC')
    union
    select eo.event_id, o.country, o.organisation_id, o.label, o.name, 'organisation', ''
    from event_organisation eo join named o using (organisation_id)
        join event_country ec on ec.event_id = eo.event_id and ec.iso3 = o.country
    union
    select ep.event_id, coalesce(eo.organisation_id, ec.iso3), p.person_id, p.name, p.name || coalesce(', ' || ep.post, ''), 'person',
        coalesce(ec.iso3, '')
    from event_person ep join person p using (person_id)
        left join organisation o on o.organisation_id = ep.organisation_id
        left join event_country ec on ec.event_id = ep.event_id and ec.iso3 = coalesce(o.country, p.country)
        left join event_organisation eo on eo.event_id = ep.event_id and eo.organisation_id = ep.organisation_id
            and (o.country is null or o.country = ec.iso3)
    where coalesce(eo.organisation_id, ec.iso3) is not null and coalesce(o.country, p.country, '') not in ('CHN', 'HKG', 'MAC')
    union
    select ep.event_id, coalesce(eo.organisation_id, 'CHN'), p.person_id, p.name, p.name || coalesce(', ' || ep.post, ''), 'home_person', 'CHN'
    from event_person ep join person p using (person_id)
        left join event_organisation eo on eo.event_id = ep.event_id and eo.organisation_id = ep.organisation_id
    where p.country in ('CHN', 'HKG', 'MAC')
)
select e.event_id, e.starts_on, cast(e.kind as varchar) as kind, e.title, e.source,
    t.tail, t.head, t.head_label, t.head_name, t.head_kind, t.otherwise
from ties t join matching e using (event_id)
order by e.starts_on, e.event_id, t.head_kind, t.head, t.tail
