-- The document gives no date for the event.
-- severity finding
-- settles A report that gives the day.
select 'event' as subject_kind, e.event_id as subject_id, 'The document prints no date; only its month is known.' as message,
    d.publisher || ', ' || strftime(e.starts_on, '%Y-%m') as evidence
from event e join document d using (document_id)
where e.date_precision = 'unknown'
order by all
