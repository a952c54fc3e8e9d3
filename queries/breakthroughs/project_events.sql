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
    select e.rowid as event_row, e.event_id, e.starts_on
    from event_topic t join event e using (event_id)
    where t.topic_id = $topic
), newest as (
    select event_row, (select count(*) from step) as total
    from step order by starts_on desc, event_id limit $most
)
select e.event_id, cast(e.section as varchar) as section, e.title, e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision,
    (select string_agg(c.name, ', ' order by c.name) from country_number n join country c using (iso3)
        where list_contains(s.partners, n.country)) as partners,
    case d.kind when 'review' then 'review' else 'context' end as source, d.publisher, d.url, s.findings,
    (select label from topic where topic_id = $topic) as project, w.total
from newest w join event e on e.rowid = w.event_row join sieve s on s.event_row = w.event_row join document d using (document_id)
order by e.starts_on desc, e.event_id
