-- The print is wrong, garbled or in doubt.
-- severity finding
select c.subject_kind::varchar as subject_kind, c.subject_id,
    'Printed "' || c.printed || '"' || coalesce(', likely "' || c.corrected || '"', '') || '. ' || c.reason as message,
    c.source as evidence
from correction c
where c.state <> 'applied'
order by all
