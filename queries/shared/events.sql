-- Events of one section that match the filters, newest first, with their document and partners.
-- param  section        VARCHAR
-- param  starts_on      DATE
-- param  ends_on        DATE
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- column event_id        VARCHAR
-- column kind            VARCHAR
-- column title           VARCHAR
-- column summary         VARCHAR
-- column field           VARCHAR
-- column field_sort      INTEGER
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column place           VARCHAR
-- column place_kind      VARCHAR
-- column place_country   VARCHAR
-- column lat             DECIMAL(8,4)
-- column lon             DECIMAL(8,4)
-- column status          VARCHAR
-- column amount            DECIMAL(18,2)
-- column currency          VARCHAR
-- column amount_qualifier  VARCHAR
-- column amount_for        VARCHAR
-- column partners        VARCHAR
-- column source          VARCHAR
-- column publisher       VARCHAR
-- column document_title  VARCHAR
-- column locator         VARCHAR
-- column url             VARCHAR
-- column findings        BIGINT
select e.event_id, cast(e.kind as varchar) as kind, e.title, e.summary, e.field_label as field, e.field_sort,
    e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision,
    e.place, cast(e.place_kind as varchar) as place_kind, pc.name as place_country, e.lat, e.lon,
    cast(e.status as varchar) as status, e.amount, e.currency, e.amount_qualifier, e.amount_for,
    (select string_agg(c.name, ', ' order by c.name)
        from event_country ec join country c using (iso3) where ec.event_id = e.event_id) as partners,
    e.source, e.publisher, e.document_title, e.locator, e.url,
    (select count(*) from finding f where f.subject_kind = 'event' and f.subject_id = e.event_id
        and f.rule <> 'missing_link') as findings
from listing e left join country pc on pc.iso3 = e.place_country
where e.section = $section
    and e.starts_on <= $ends_on and e.ends_on >= $starts_on
    and ($countries_all or exists (
        select 1 from event_touch t where t.event_id = e.event_id and list_contains($countries, t.iso3)))
    and ($fields_all or list_contains($fields, e.field))
    and ($sources_all or list_contains($sources, e.source))
order by e.starts_on desc, e.event_id
