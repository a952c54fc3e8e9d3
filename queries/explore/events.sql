-- Events that match, newest first, with all that the screen and the files say of them.
-- param  starts_on          DATE       first day of a month
-- param  ends_on            DATE       last day of a month
-- param  countries          VARCHAR[]
-- param  countries_all      BOOLEAN    true = every country and none
-- param  fields             VARCHAR[]
-- param  fields_all         BOOLEAN    true = every field
-- param  sources            VARCHAR[]  review, context
-- param  sources_all        BOOLEAN    true = both
-- param  sections           VARCHAR[]
-- param  sections_all       BOOLEAN    true = every section
-- param  kinds              VARCHAR[]  kinds of event
-- param  kinds_all          BOOLEAN    true = every kind
-- param  statuses           VARCHAR[]
-- param  statuses_all       BOOLEAN    true = every status
-- param  organisations      VARCHAR[]
-- param  organisations_all  BOOLEAN    true = every organisation and none
-- param  people             VARCHAR[]
-- param  people_all         BOOLEAN    true = everybody and nobody
-- param  doubt              VARCHAR    with, without a finding; '' = both
-- param  most               INTEGER    at most so many
-- param  skip               INTEGER    leave out so many of the newest
-- column event_id           VARCHAR
-- column title              VARCHAR
-- column summary            VARCHAR
-- column section            VARCHAR
-- column kind               VARCHAR
-- column field              VARCHAR
-- column starts_on          DATE
-- column ends_on            DATE
-- column date_precision     VARCHAR
-- column partners           VARCHAR       names of its partner countries
-- column place              VARCHAR
-- column place_kind         VARCHAR
-- column place_country      VARCHAR
-- column lat                DECIMAL(8,4)
-- column lon                DECIMAL(8,4)
-- column organisations      VARCHAR       names
-- column people             VARCHAR       names
-- column status             VARCHAR
-- column as_printed         VARCHAR
-- column amount             DECIMAL(18,2)
-- column currency           VARCHAR
-- column amount_qualifier   VARCHAR
-- column amount_for         VARCHAR
-- column source             VARCHAR
-- column document_id        VARCHAR
-- column publisher          VARCHAR
-- column document_title     VARCHAR
-- column document_month     VARCHAR
-- column locator            VARCHAR
-- column url                VARCHAR
-- column findings           INTEGER
with page as (
    select s.number, s.event_row, s.starts_on, s.source, s.partner_names, s.organisations, s.people, s.findings
    from sieve s where s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t join country_number n using (country) where list_contains($countries, n.iso3)))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and ($sections_all or list_contains(try_cast($sections as section[]), s.section))
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($statuses_all or list_contains(try_cast($statuses as event_status[]), s.status))
        and ($organisations_all or list_has_any(s.organisations, (
            select list(n.organisation order by n.organisation) from organisation_number n where list_contains($organisations, n.organisation_id))))
        and ($people_all or list_has_any(s.people, (
            select list(n.person order by n.person) from person_number n where list_contains($people, n.person_id))))
        and ($doubt = '' or (s.findings > 0) = ($doubt = 'with'))
    order by s.starts_on desc, s.number limit $most offset $skip
), body as (
    select u.number, string_agg(o.name, '; ' order by o.name) as names
    from (select number, unnest(organisations) as organisation from page) u join organisation_number using (organisation) join organisation o using (organisation_id)
    group by u.number
), human as (
    select u.number, string_agg(p.name, '; ' order by p.name) as names
    from (select number, unnest(people) as person from page) u join person_number using (person) join person p using (person_id)
    group by u.number
)
select e.event_id, e.title, e.summary, cast(e.section as varchar) as section, cast(e.kind as varchar) as kind, f.label as field,
    e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision, p.partner_names as partners,
    e.place, cast(e.place_kind as varchar) as place_kind, c.name as place_country, e.lat, e.lon, b.names as organisations, h.names as people,
    cast(e.status as varchar) as status, e.as_printed, e.amount, e.currency, e.amount_qualifier, e.amount_for,
    cast(p.source as varchar) as source, d.document_id, d.publisher, d.title as document_title, d.month as document_month, e.locator, d.url, p.findings
from page p join event e on e.rowid = p.event_row join field f on f.field = e.field join document d on d.document_id = e.document_id
    left join country c on c.iso3 = e.place_country left join body b on b.number = p.number left join human h on h.number = p.number
order by p.starts_on desc, p.number
