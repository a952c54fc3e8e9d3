-- The nearest breakthrough before a span of time and the nearest after it, of each project and field that some events belong to.
-- param  events         VARCHAR[]      keys of events
-- param  starts_on      DATE           first day of the span
-- param  ends_on        DATE           last day of the span
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- column topic_id        VARCHAR
-- column project         VARCHAR    its name
-- column event_id        VARCHAR
-- column title           VARCHAR
-- column field_sort      INTEGER
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column publisher       VARCHAR
with tied as (
    select distinct p.topic_id, p.label, e.field
    from event_topic t join topic p using (topic_id) join event e using (event_id)
    where p.kind = 'project' and t.event_id in (select unnest($events))
), step as (
    select p.topic_id, p.label, e.event_id, e.title, e.field, e.starts_on, e.ends_on, e.date_precision, d.publisher,
        row_number() over (partition by p.topic_id, p.field, e.starts_on > $ends_on
            order by case when e.starts_on > $ends_on then e.starts_on end, e.ends_on desc, e.event_id) as place
    from tied p join event_topic t on t.topic_id = p.topic_id join event e on e.event_id = t.event_id and e.field = p.field
        join document d on d.document_id = e.document_id
    where e.section = 'breakthrough' and (e.starts_on > $ends_on or e.ends_on < $starts_on)
        and ($sources_all or list_contains($sources, case d.kind when 'review' then 'review' else 'context' end))
        and ($countries_all or e.event_id in (select c.event_id from event_touch c where list_contains($countries, c.iso3)))
)
select s.topic_id, s.label as project, s.event_id, s.title, f.sort as field_sort, s.starts_on, s.ends_on,
    cast(s.date_precision as varchar) as date_precision, s.publisher
from step s join field f on f.field = s.field
where s.place = 1
order by s.topic_id, s.starts_on, s.event_id
