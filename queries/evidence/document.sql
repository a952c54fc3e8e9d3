-- How much rests on a document: events of its own, events it adds to, figures, and whether its own text lies beside the data.
-- param  document_id  VARCHAR
-- column events    BIGINT
-- column further   BIGINT
-- column figures   BIGINT
-- column passages  BIGINT
select (select count(*) from event e where e.document_id = d.document_id) as events,
    (select count(distinct s.event_id) from event_source s where s.document_id = d.document_id) as further,
    (select count(*) from figure f where f.document_id = d.document_id) as figures,
    (select count(*) from passage p where p.document_id = d.document_id) as passages
from document d
where d.document_id = $document_id
order by d.document_id
