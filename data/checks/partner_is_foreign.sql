-- A partner is a country other than China; territories are places, not partners.
-- severity error
-- settles Removing the row; a territory stands as the place.
select 'event' as subject_kind, ec.event_id as subject_id, c.name || ' cannot be a partner country' as message,
    'event_countries.csv: ' || ec.iso3 as evidence
from event_country ec join country c using (iso3)
where ec.iso3 = 'CHN' or c.kind <> 'country'
order by all
