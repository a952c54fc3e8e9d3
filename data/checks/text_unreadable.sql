-- The document's own text lies beside its folder but cannot be read.
-- severity finding
-- settles A file that opens: whole, not locked, with text in it.
select 'document' as subject_kind, t.document_id as subject_id, t.file || ' cannot be read: ' || t.problem || '.' as message,
    'data/issues/' || d.folder || '/' || t.file as evidence
from source_text t join document d using (document_id)
where t.problem is not null
order by all
