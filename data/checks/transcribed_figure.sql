-- The figure was read in a transcription of the finance ministry's report, not in the report.
-- severity note
-- settles The finance ministry's own report.
select 'figure' as subject_kind, f.figure_id as subject_id, 'Read in a transcription of the report, not in the report itself.' as message,
    coalesce(d.title, d.publisher) as evidence
from figure f join document d using (document_id)
where d.quality = 'transcription'
order by all
