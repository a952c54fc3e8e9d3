-- The document gives no date for the event.
-- severity finding
-- settles A report that gives the day.
select 'event' as subject_kind, e.event_id as subject_id,
    'The document prints no date; only its month is known.' || coalesce(' Likely ' || c.corrected || '. ' || c.reason, '') as message,
    d.publisher || ', ' || strftime(e.starts_on, '%Y-%m') || coalesce('; ' || c.source, '') as evidence
from event e join document d using (document_id)
    left join correction c on c.subject_kind = 'event' and c.subject_id = e.event_id and c.attribute = 'date'
where e.date_precision = 'unknown'
order by all
