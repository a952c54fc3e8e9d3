-- The print is wrong, garbled or in doubt.
-- severity finding
-- settles A source for the right form, or word from the authors of the document.
select c.subject_kind::varchar as subject_kind, c.subject_id,
    upper(c.attribute[1]) || c.attribute[2:] || coalesce(': printed "' || c.printed || '"', ': nothing printed') || coalesce(', likely "' || c.corrected || '"', '') || '. ' || c.reason as message,
    c.source as evidence
from correction c
-- Other checks raise a claim that the figures contradict, a missing date and a fact that a further source states differently.
where c.state <> 'applied'
    and not exists (select 1 from claim where c.subject_kind = 'figure' and claim.figure_id = c.subject_id and claim.as_printed = c.printed)
    and not exists (select 1 from event e where c.subject_kind = 'event' and e.event_id = c.subject_id and c.attribute = 'date' and e.date_precision = 'unknown')
    and not exists (select 1 from event_source s where c.subject_kind = 'event' and s.event_id = c.subject_id and s.differs_on = c.attribute)
order by all
