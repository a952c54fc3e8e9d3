-- One instant has two dates, by local time and by UTC.
-- severity note
-- settles Nothing is wrong; both dates are right.
select 'event' as subject_kind, s.event_id as subject_id,
    'Dated ' || strftime(e.starts_on, '%-d %B %Y') || ' here; elsewhere ' || s.states || '.' as message,
    d.publisher || ', ' || s.locator as evidence
from event_source s join event e using (event_id) join document d on d.document_id = s.document_id
where s.differs_on = 'starts_on' and contains(s.states, 'the same instant')
order by all
