-- The printed words of a fact do not stand in the passage that its locator names.
-- severity finding
-- settles The words as the document prints them, or the right locator.
select u.subject_kind::varchar as subject_kind, u.subject_id,
    '"' || u.part || '" does not stand in ' || case when u.locator is null then 'the text.'
        when u.elsewhere then 'the passage, but elsewhere in the text.' else 'the text.' end as message,
    coalesce(d.title, d.publisher) || coalesce(', ' || u.locator, '') as evidence
from unprinted u join document d using (document_id)
order by all
