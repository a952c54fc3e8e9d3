-- The print is wrong, garbled or in doubt.
-- severity finding
-- settles A source for the right form, or word from the authors of the document.
select c.subject_kind::varchar as subject_kind, c.subject_id,
    upper(c.attribute[1]) || c.attribute[2:] || coalesce(': printed "' || c.printed || '"', ': nothing printed') || coalesce(', likely "' || c.corrected || '"', '') || '. ' || c.reason as message,
    c.source as evidence
from correction c
where c.state <> 'applied'
order by all
