-- Another source states the event's date, place, amount, name, post or status differently.
-- severity finding
-- settles A third source, nearer to the origin than both.
select 'event' as subject_kind, s.event_id as subject_id,
    'Sources differ on ' || case s.differs_on when 'starts_on' then 'the date' else 'the ' || s.differs_on end || ': '
        || coalesce(case s.differs_on
            when 'amount' then case when e.amount % 1000000 = 0 then format('{:,.0f} million ', (e.amount / 1000000)::double) else format('{:,.10g} ', e.amount::double) end || e.currency
            when 'place' then e.place
            when 'status' then '"' || e.as_printed || '"'
            when 'starts_on' then case when e.date_precision <> 'day' then strftime(e.starts_on, '%B %Y')
                else strftime(e.starts_on, '%-d %B %Y') || case when e.ends_on > e.starts_on then ' to ' || strftime(e.ends_on, '%-d %B %Y') else '' end end
            end || ' here; elsewhere ', '') || s.states || '.' as message,
    d.publisher || ', ' || s.locator as evidence
from event_source s join event e using (event_id) join document d on d.document_id = s.document_id
where s.differs_on is not null and not (s.differs_on = 'starts_on' and contains(s.states, 'the same instant'))
order by all
