-- Other events of the same projects, organisations and people, the newest of each, with what they share.
-- param  event_id  VARCHAR
-- param  most      INTEGER        at most so many events for each thing shared
-- column shared          VARCHAR
-- column subject         VARCHAR        kind:key of what is shared
-- column event_id        VARCHAR
-- column title           VARCHAR
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column events          BIGINT         that share it, this one left aside
with shared as (
    select 1 as sort, 'topic:' || t.topic_id as subject, t.label as shared, o.event_id
    from event_topic et join topic t using (topic_id) join event_topic o using (topic_id)
    where et.event_id = $event_id and t.kind = 'project'
    union all
    select 2, 'person:' || p.person_id, p.name, o.event_id
    from event_person ep join person p using (person_id) join event_person o using (person_id)
    where ep.event_id = $event_id
    union all
    select 3, 'organisation:' || g.organisation_id, g.name, o.event_id
    from (select distinct organisation_id from event_organisation where event_id = $event_id) eo join organisation g using (organisation_id)
        join (select distinct event_id, organisation_id from event_organisation) o using (organisation_id)
), placed as (
    select s.sort, s.subject, s.shared, e.event_id, e.title, e.starts_on, e.ends_on, e.date_precision,
        row_number() over (partition by s.subject order by e.starts_on desc, e.event_id) as place, count(*) over (partition by s.subject) as events
    from shared s join event e using (event_id)
    where s.event_id <> $event_id
)
select shared, subject, event_id, title, starts_on, ends_on, cast(date_precision as varchar) as date_precision, events
from placed where place <= $most
order by sort, events, subject, place
