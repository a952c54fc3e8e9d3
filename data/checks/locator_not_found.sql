-- The locator of a fact names no place in the document's own text.
-- severity finding
-- settles The section and the paragraph as the text has them.
select distinct f.subject_kind, f.subject_id, '"' || f.locator || '" names no place in the text.' as message,
    coalesce(d.title, d.publisher) || ', ' || t.file as evidence
from (
    select 'event' as subject_kind, event_id as subject_id, document_id, locator from event
    where document_id in (select document_id from source_text) union all
    select 'figure', figure_id, document_id, locator from figure union all
    select 'figure', figure_id, document_id, locator from claim union all
    select 'event', event_id, document_id, locator from event_source
) f join source_text t using (document_id) join document d using (document_id)
where t.problem is null and not exists (select 1 from passage p where p.document_id = f.document_id and p.locator = f.locator)
order by all
