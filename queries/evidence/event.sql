-- One event as it is stored, with its own document and who entered and checked it.
-- param  event_id  VARCHAR
-- column event_id         VARCHAR
-- column section          VARCHAR
-- column kind             VARCHAR
-- column title            VARCHAR
-- column summary          VARCHAR
-- column field            VARCHAR
-- column starts_on        DATE
-- column ends_on          DATE
-- column date_precision   VARCHAR
-- column place            VARCHAR
-- column place_country    VARCHAR
-- column lat              DECIMAL(8,4)   degrees north
-- column lon              DECIMAL(8,4)   degrees east
-- column status           VARCHAR
-- column amount           DECIMAL(18,2)  in units of the currency
-- column currency         VARCHAR        ISO 4217
-- column amount_qualifier VARCHAR
-- column amount_for       VARCHAR
-- column as_printed       VARCHAR
-- column entered_by       VARCHAR
-- column entered_on       DATE
-- column checked_by       VARCHAR
-- column checked_on       DATE
select e.event_id, cast(e.section as varchar) as section, cast(e.kind as varchar) as kind, e.title, e.summary, f.label as field,
    e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision, e.place, c.name as place_country, e.lat, e.lon,
    cast(e.status as varchar) as status, e.amount, e.currency, e.amount_qualifier, e.amount_for, e.as_printed,
    w.entered_by, w.entered_on, w.checked_by, w.checked_on
from event e join field f using (field) left join country c on c.iso3 = e.place_country
    left join editing w on w.subject_kind = 'event' and w.subject_id = e.event_id
where e.event_id = $event_id
order by e.event_id
