-- A further source is not the document that the event stands in already.
-- severity error
-- settles Removing the row, or the document that was meant.
select 'event' as subject_kind, s.event_id as subject_id, 'a further source repeats the event''s own document' as message,
    s.document_id as evidence
from event_source s join event e using (event_id)
where s.document_id = e.document_id
order by all
