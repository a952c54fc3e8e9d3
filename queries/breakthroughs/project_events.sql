-- The newest events of one project, of all sections, newest first.
-- param  topic  VARCHAR    key of the project
-- param  most   INTEGER    at most so many events
-- column event_id        VARCHAR
-- column section         VARCHAR
-- column title           VARCHAR
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column partners        VARCHAR
-- column source          VARCHAR
-- column publisher       VARCHAR
-- column url             VARCHAR
-- column findings        INTEGER
-- column project         VARCHAR    its name
-- column total           BIGINT     how many the project has
with step as (
    select e.event_id, e.section, e.title, e.starts_on, e.ends_on, e.date_precision, d.kind, d.publisher, d.url
    from event_topic t join event e using (event_id) join document d using (document_id)
    where t.topic_id = $topic
), newest as (
    select event_id, section, title, starts_on, ends_on, date_precision, kind, publisher, url, (select count(*) from step) as total
    from step order by starts_on desc, event_id limit $most
)
select n.event_id, cast(n.section as varchar) as section, n.title, n.starts_on, n.ends_on, cast(n.date_precision as varchar) as date_precision,
    (select string_agg(c.name, ', ' order by c.name) from event_country ec join country c using (iso3) where ec.event_id = n.event_id) as partners,
    case n.kind when 'review' then 'review' else 'context' end as source, n.publisher, n.url,
    cast((select count(*) from finding f where f.subject_kind = 'event' and f.subject_id = n.event_id and f.rule <> 'missing_link') as integer) as findings,
    (select label from topic where topic_id = $topic) as project, n.total
from newest n
order by n.starts_on desc, n.event_id
