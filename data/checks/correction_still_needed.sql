-- An applied correction still finds the printed form it corrects; a healed source makes it out of date.
-- severity error
-- settles Removing the correction, or the printed form it speaks of.
select 'correction' as subject_kind, c.correction_id as subject_id, 'the printed form is no longer in the data' as message,
    c.printed as evidence
from correction c
where c.state = 'applied' and c.subject_kind = 'event' and not exists (
    select 1 from event_organisation o where o.event_id = c.subject_id and o.as_printed = c.printed
    union all
    select 1 from event_person p where p.event_id = c.subject_id and p.as_printed = c.printed)
order by all
