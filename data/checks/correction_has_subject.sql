-- A correction names a row that exists.
-- severity error
-- settles A correction of a row that exists, in data/reference/corrections.csv.
select 'correction' as subject_kind, c.correction_id as subject_id, 'the corrected row does not exist' as message,
    c.subject_kind || ' ' || c.subject_id as evidence
from correction c
where not exists (
    select 1 from (
        select 'document' as kind, document_id as id from document union all
        select 'event', event_id from event union all
        select 'figure', figure_id from figure union all
        select 'organisation', organisation_id from organisation union all
        select 'person', person_id from person
    ) known where known.kind = c.subject_kind::varchar and known.id = c.subject_id)
order by all
