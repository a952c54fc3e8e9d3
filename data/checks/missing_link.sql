-- A document without a web address cannot be opened from the screen.
-- severity finding
-- settles The web address of the document.
select 'event' as subject_kind, e.event_id as subject_id, 'The source has no web address.' as message,
    d.publisher || coalesce(', ' || d.title, '') as evidence
from event e join document d using (document_id)
where d.url is null
order by all
