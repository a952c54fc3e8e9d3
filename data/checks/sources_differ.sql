-- Another source states the event's date, place, amount, name, post or status differently.
-- severity finding
-- settles A third source, nearer to the origin than both.
select 'event' as subject_kind, s.event_id as subject_id,
    'Sources differ on ' || case s.differs_on when 'starts_on' then 'the date' else 'the ' || s.differs_on end || ': ' || s.states || '.' as message,
    d.publisher || ', ' || s.locator as evidence
from event_source s join document d using (document_id)
where s.differs_on is not null
order by all
