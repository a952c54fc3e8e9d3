-- Tables that the build derives from the facts, so that a question costs the same with a long history as with a short one.
-- Nothing is stated here that is not in data/schema.sql. Numbers stand for keys, rows lie in the order in which they are asked for.

create type field_key as enum (select field from field order by sort);
create type source_kind as enum ('review', 'context');
create type head_kind as enum ('country', 'body', 'organisation', 'home', 'person', 'home_person');

create table country_number as
select iso3, cast(row_number() over (order by iso3) as smallint) as country,
    exists (select 1 from event_touch t where t.iso3 = c.iso3) as touched
from country c order by iso3;
comment on table country_number is 'A small number for each country, to count by.';
comment on column country_number.iso3 is 'The country.';
comment on column country_number.country is 'Its number, in the order of the codes.';
comment on column country_number.touched is 'Whether any event has it as a partner or as its place.';

create table site as
select cast(row_number() over (order by lat, lon) as integer) as site, min(place) as place, lat, lon
from event where lat is not null group by lat, lon order by lat, lon;
comment on table site is 'Places with coordinates, one row per point.';
comment on column site.site is 'Number of the point.';
comment on column site.place is 'Name of the place; where events spell it differently, the first in alphabetical order.';
comment on column site.lat is 'Latitude in degrees north.';
comment on column site.lon is 'Longitude in degrees east.';

create table document_number as
select document_id, cast(row_number() over (order by document_id) as integer) as document,
    cast(case kind when 'review' then 'review' else 'context' end as source_kind) as source
from document order by document_id;
comment on table document_number is 'A number for each document.';
comment on column document_number.document_id is 'The document.';
comment on column document_number.document is 'Its number, in the order of the keys.';
comment on column document_number.source is 'review = the institute''s review; context = all others.';

create table organisation_number as
select organisation_id, cast(row_number() over (order by organisation_id) as integer) as organisation from organisation order by organisation_id;
comment on table organisation_number is 'A number for each organisation, to count by.';
comment on column organisation_number.organisation_id is 'The organisation.';
comment on column organisation_number.organisation is 'Its number, in the order of the keys.';

create table person_number as
select person_id, cast(row_number() over (order by person_id) as integer) as person from person order by person_id;
comment on table person_number is 'A number for each person, to count by.';
comment on column person_number.person_id is 'The person.';
comment on column person_number.person is 'The number, in the order of the keys.';

create table topic_number as
select topic_id, cast(row_number() over (order by topic_id) as integer) as topic from topic order by topic_id;
comment on table topic_number is 'A number for each project and theme, to compare by.';
comment on column topic_number.topic_id is 'The project or theme.';
comment on column topic_number.topic is 'Its number, in the order of the keys.';

-- Rows of event, newest first within a section: the number of an event is its place in that order.
create temp table numbered as
select cast(row_number() over (order by section, starts_on desc, event_id) as integer) as number, rowid as event_row, event_id
from event;

create temp table named as
select organisation_id, name, country, case when length(name) <= 30 then name else coalesce(short_name, name) end as label
from organisation;

create temp table event_tie as
with partner as (
    select n.number, ec.event_id, ec.iso3
    from event_country ec join event e using (event_id) join numbered n using (event_id) where e.section = 'diplomacy'
), body as (
    select n.number, eo.event_id, o.organisation_id, o.label, o.name, o.country
    from event_organisation eo join named o using (organisation_id) join event e using (event_id) join numbered n using (event_id)
    where e.section = 'diplomacy'
), human as (
    select n.number, ep.event_id, p.person_id, p.name, ep.post, ep.organisation_id, p.country as own, o.country as sent_by
    from event_person ep join person p using (person_id) left join organisation o on o.organisation_id = ep.organisation_id
        join event e on e.event_id = ep.event_id join numbered n on n.event_id = ep.event_id
    where e.section = 'diplomacy'
)
select p.number, 'CHN' as tail, c.iso3 as head, c.name as head_label, c.name as head_name, 'country' as head_kind, '' as otherwise
from partner p join country c using (iso3)
union
select number, 'CHN', organisation_id, label, name, 'body', '' from body where country is null
union
select number, 'CHN', organisation_id, label, name, 'home', '' from body where country in ('CHN', 'HKG', 'MAC')
union
select b.number, b.country, b.organisation_id, b.label, b.name, 'organisation', ''
from body b join partner p on p.number = b.number and p.iso3 = b.country
union
select h.number, coalesce(b.organisation_id, p.iso3), h.person_id, h.name, h.name || coalesce(', ' || h.post, ''), 'person', coalesce(p.iso3, '')
from human h left join partner p on p.number = h.number and p.iso3 = coalesce(h.sent_by, h.own)
    left join body b on b.number = h.number and b.organisation_id = h.organisation_id
        and (h.sent_by is null or h.sent_by = p.iso3)
where coalesce(b.organisation_id, p.iso3) is not null and coalesce(h.sent_by, h.own, '') not in ('CHN', 'HKG', 'MAC')
union
select h.number, coalesce(b.organisation_id, 'CHN'), h.person_id, h.name, h.name || coalesce(', ' || h.post, ''), 'home_person', 'CHN'
from human h left join body b on b.number = h.number and b.organisation_id = h.organisation_id
where h.own in ('CHN', 'HKG', 'MAC');

-- The most met come first, so that a question about the nearest layers reads the front of tie_tally only.
create table tie as
with pair as (
    select tail, head, head_kind, otherwise, arg_min(head_label, number) as head_label, arg_min(head_name, number) as head_name,
        count(distinct number) as events
    from event_tie group by tail, head, head_kind, otherwise
), met as (
    select head, head_kind, sum(events) as events from pair group by head, head_kind
), ranked as (
    select head, head_kind, row_number() over (partition by head_kind order by events desc, head) as place from met
)
select cast(row_number() over (order by cast(p.head_kind as head_kind), r.place, p.tail, p.otherwise) as integer) as tie,
    p.tail, p.head, cast(p.head_kind as head_kind) as head_kind, p.otherwise, p.head_label, p.head_name,
    case when p.head_kind in ('country', 'body') then p.head when p.otherwise <> '' then p.otherwise else p.tail end as partner,
    p.head_kind in ('country', 'body') or r.place <= 300 as leading
from pair p join ranked r using (head, head_kind) order by tie;
comment on table tie is 'Who is tied to whom in diplomacy: China to partner, partner to its organisation, to its person.';
comment on column tie.tie is 'Number of the tie: countries and bodies first, within a layer the most met first.';
comment on column tie.tail is 'The end nearer to China: CHN, a country or an organisation.';
comment on column tie.head is 'The end further out: a country, an organisation or a person.';
comment on column tie.head_kind is 'country, body, organisation, person; home and home_person = of the Chinese side.';
comment on column tie.otherwise is 'Tail of a person whose organisation is not shown.';
comment on column tie.head_label is 'Words for the screen.';
comment on column tie.head_name is 'Name in full, of a person with the newest post.';
comment on column tie.partner is 'The country or body on the way to China; CHN on the Chinese side.';
comment on column tie.leading is 'Whether tie_tally counts it: all countries and bodies, of each further layer the 300 most met of the whole history.';

create temp table tied as
select distinct number, tie from event_tie join tie using (tail, head, head_kind, otherwise);

create temp table listed_partner as
select n.number, list(k.country order by k.country) as partners, string_agg(c.name, ', ' order by c.name) as partner_names
from event_country ec join numbered n using (event_id) join country_number k using (iso3) join country c using (iso3) group by n.number;

create temp table listed_tie as select number, list(tie order by tie) as ties from tied group by number;

create temp table listed_organisation as
select event_id, list(distinct o.organisation order by o.organisation) as organisations
from event_organisation join organisation_number o using (organisation_id) group by event_id;

create temp table listed_person as
select event_id, list(distinct p.person order by p.person) as people from event_person join person_number p using (person_id) group by event_id;

create temp table listed_topic as
select event_id, list(t.topic order by t.topic) as topics from event_topic join topic_number t using (topic_id) group by event_id;

create temp table doubted as
select subject_id as event_id, count(*) as findings from finding
where subject_kind = 'event' and severity = 'finding' and resolution is null and rule <> 'missing_link' group by subject_id;

create table sieve as
select n.number, n.event_row, e.section, e.kind, cast(e.field as field_key) as field, d.source, e.starts_on, e.ends_on,
    s.site, d.document, coalesce(p.partners, []) as partners, p.partner_names, coalesce(t.ties, []) as ties,
    cast(coalesce(q.findings, 0) as integer) as findings, e.status, coalesce(g.organisations, []) as organisations,
    coalesce(h.people, []) as people, coalesce(r.topics, []) as topics
from numbered n join event e using (event_id) join document_number d using (document_id)
    left join site s on s.lat = e.lat and s.lon = e.lon
    left join listed_partner p using (number) left join listed_tie t using (number) left join doubted q using (event_id)
    left join listed_organisation g using (event_id) left join listed_person h using (event_id) left join listed_topic r using (event_id)
order by n.number;
comment on table sieve is 'One narrow row per event with all that the filters look at, newest first within a section.';
comment on column sieve.number is 'Place of the event in the order section, newest first, key.';
comment on column sieve.event_row is 'rowid of the event in table event.';
comment on column sieve.section is 'As in event.';
comment on column sieve.kind is 'As in event.';
comment on column sieve.field is 'As in event.';
comment on column sieve.source is 'Whether the institute''s review tells it or context reporting does.';
comment on column sieve.starts_on is 'As in event.';
comment on column sieve.ends_on is 'As in event.';
comment on column sieve.site is 'Its point, where it has coordinates.';
comment on column sieve.document is 'Number of its document.';
comment on column sieve.partners is 'Numbers of its partner countries.';
comment on column sieve.partner_names is 'Names of its partner countries in alphabetical order.';
comment on column sieve.ties is 'Its ties, in diplomacy.';
comment on column sieve.findings is 'How many doubts of the checks are open; missing links, notes and what an editor resolved are left aside.';
comment on column sieve.status is 'As in event.';
comment on column sieve.organisations is 'Numbers of its organisations.';
comment on column sieve.people is 'Numbers of its people.';
comment on column sieve.topics is 'Numbers of its projects and themes.';

create table touch as
with side as (
    select n.number, c.country from event_touch t join numbered n using (event_id) join country_number c using (iso3)
)
select t.country, s.section, s.number, s.event_row, s.kind, s.field, s.source, s.starts_on, s.ends_on, s.site, s.document,
    s.partners, s.ties, s.findings
from side t join sieve s using (number) order by t.country, s.number;
comment on table touch is 'One row per event and country that it touches as a partner or as its place: what the country filter looks at.';
comment on column touch.country is 'Number of the country.';
comment on column touch.section is 'As in event.';
comment on column touch.number is 'The event in sieve.';
comment on column touch.event_row is 'As in sieve.';
comment on column touch.kind is 'As in event.';
comment on column touch.field is 'As in sieve.';
comment on column touch.source is 'As in sieve.';
comment on column touch.starts_on is 'As in event.';
comment on column touch.ends_on is 'As in event.';
comment on column touch.site is 'As in sieve.';
comment on column touch.document is 'As in sieve.';
comment on column touch.partners is 'As in sieve.';
comment on column touch.ties is 'As in sieve.';
comment on column touch.findings is 'As in sieve.';

create table tally as
select section, kind, field, source, cast(date_trunc('month', starts_on) as date) as first_month,
    cast(date_trunc('month', ends_on) as date) as last_month, cast(count(*) as integer) as events,
    cast(sum(findings) as integer) as findings
from sieve group by all order by section, first_month, last_month, kind, field, source;
comment on table tally is 'Number of events by all that the filters look at but the country.';
comment on column tally.section is 'As in event.';
comment on column tally.kind is 'As in event.';
comment on column tally.field is 'As in sieve.';
comment on column tally.source is 'As in sieve.';
comment on column tally.first_month is 'First day of the month in which they start.';
comment on column tally.last_month is 'First day of the month in which they end.';
comment on column tally.events is 'How many events.';
comment on column tally.findings is 'How many doubts the checks found about them, missing links left aside.';

create table year_of_change as
select year, cast(coalesce(lead(year) over (order by year) - 1, 9999) as smallint) as until
from (select distinct cast(year(month) as smallint) as year
    from (select first_month as month from tally union all select last_month as month from tally)) order by year;
comment on table year_of_change is 'Years in which any event starts or ends: for each of them the running totals have their rows.';
comment on column year_of_change.year is 'The year.';
comment on column year_of_change.until is 'Last year before the next one; 9999 for the last.';

-- Events that overlap a span of whole months = those started by its last month less those ended before its first. Each running total
-- is kept so that both are sums over one year: a row dated to the last day of the year before holds all that lies before the year.
create table country_tally as
with step as (
    select section, country, field, source, cast(date_trunc('month', starts_on) as date) as month, 1 as started, 0 as ended
    from (select section, unnest(partners) as country, field, source, starts_on from sieve)
    union all
    select section, country, field, source, cast(date_trunc('month', ends_on) as date), 0, 1
    from (select section, unnest(partners) as country, field, source, ends_on from sieve)
), monthly as (
    select section, country, field, source, month, sum(started) as started, sum(ended) as ended from step group by all
), yearly as (
    select section, country, field, source, year(month) as year, sum(started) as started, sum(ended) as ended from monthly group by all
)
select section, country, field, source, year, until, month, cast(started as integer) as started, cast(ended as integer) as ended
from monthly join year_of_change on year(month) = year
union all
select t.section, t.country, t.field, t.source, y.year, y.until, cast(make_date(y.year - 1, 12, 31) as date), cast(sum(t.started) as integer),
    cast(sum(t.ended) as integer)
from yearly t join year_of_change y on y.year > t.year group by t.section, t.country, t.field, t.source, y.year, y.until
order by section, year, month, country, field, source;
comment on table country_tally is 'Running totals of events per partner country.';
comment on column country_tally.section is 'As in event.';
comment on column country_tally.country is 'Number of the partner country.';
comment on column country_tally.field is 'As in sieve.';
comment on column country_tally.source is 'As in sieve.';
comment on column country_tally.year is 'First year the row serves, as the year in which a span begins or ends.';
comment on column country_tally.until is 'Last year the row serves: nothing starts or ends between.';
comment on column country_tally.month is 'First day of a month of that year; or the last day of the year before, for all that lies before.';
comment on column country_tally.started is 'Events that start in the month.';
comment on column country_tally.ended is 'Events that end in the month.';

create table site_tally as
with step as (
    select section, site, field, source, cast(date_trunc('month', starts_on) as date) as month, 1 as started, 0 as ended
    from sieve where site is not null
    union all
    select section, site, field, source, cast(date_trunc('month', ends_on) as date), 0, 1 from sieve where site is not null
), monthly as (
    select section, site, field, source, month, sum(started) as started, sum(ended) as ended from step group by all
), yearly as (
    select section, site, field, source, year(month) as year, sum(started) as started, sum(ended) as ended from monthly group by all
)
select section, site, field, source, year, until, month, cast(started as integer) as started, cast(ended as integer) as ended
from monthly join year_of_change on year(month) = year
union all
select t.section, t.site, t.field, t.source, y.year, y.until, cast(make_date(y.year - 1, 12, 31) as date), cast(sum(t.started) as integer),
    cast(sum(t.ended) as integer)
from yearly t join year_of_change y on y.year > t.year group by t.section, t.site, t.field, t.source, y.year, y.until
order by section, year, month, site, field, source;
comment on table site_tally is 'Running totals of events per point of the map.';
comment on column site_tally.section is 'As in event.';
comment on column site_tally.site is 'The point.';
comment on column site_tally.field is 'As in sieve.';
comment on column site_tally.source is 'As in sieve.';
comment on column site_tally.year is 'As in country_tally.';
comment on column site_tally.until is 'As in country_tally.';
comment on column site_tally.month is 'As in country_tally.';
comment on column site_tally.started is 'As in country_tally.';
comment on column site_tally.ended is 'As in country_tally.';

create table tie_tally as
with fact as (
    select t.tie, tie.head_kind, s.kind, s.field, s.source, s.starts_on, s.ends_on
    from tied t join tie using (tie) join sieve s using (number) where tie.leading
), step as (
    select tie, head_kind, kind, field, source, cast(date_trunc('month', starts_on) as date) as month, 1 as started, 0 as ended from fact
    union all
    select tie, head_kind, kind, field, source, cast(date_trunc('month', ends_on) as date), 0, 1 from fact
), monthly as (
    select tie, head_kind, kind, field, source, month, sum(started) as started, sum(ended) as ended from step group by all
), yearly as (
    select tie, head_kind, kind, field, source, year(month) as year, sum(started) as started, sum(ended) as ended from monthly group by all
)
select tie, head_kind, kind, field, source, year, until, month, cast(started as integer) as started, cast(ended as integer) as ended
from monthly join year_of_change on year(month) = year
union all
select t.tie, t.head_kind, t.kind, t.field, t.source, y.year, y.until, cast(make_date(y.year - 1, 12, 31) as date), cast(sum(t.started) as integer),
    cast(sum(t.ended) as integer)
from yearly t join year_of_change y on y.year > t.year group by t.tie, t.head_kind, t.kind, t.field, t.source, y.year, y.until
order by year, tie, month, kind, field, source;
comment on table tie_tally is 'Running totals of diplomacy events per leading tie.';
comment on column tie_tally.tie is 'The tie.';
comment on column tie_tally.head_kind is 'As in tie.';
comment on column tie_tally.kind is 'As in event.';
comment on column tie_tally.field is 'As in sieve.';
comment on column tie_tally.source is 'As in sieve.';
comment on column tie_tally.year is 'As in country_tally.';
comment on column tie_tally.until is 'As in country_tally.';
comment on column tie_tally.month is 'As in country_tally.';
comment on column tie_tally.started is 'As in country_tally.';
comment on column tie_tally.ended is 'As in country_tally.';

create table finding_place as
with common as (select rule, count(*) as found from finding group by rule)
select cast(row_number() over (order by f.resolution is not null, f.severity, c.found, f.rule, f.subject_kind, f.subject_id, f.message) as integer) as place,
    f.rowid as finding_row, f.rule, f.severity, f.subject_kind, f.resolution is null as open,
    coalesce(e.document_id, g.document_id, d.document_id) as document_id, e.rowid as event_row
from finding f join common c using (rule)
    left join event e on f.subject_kind = 'event' and e.event_id = f.subject_id
    left join figure g on f.subject_kind = 'figure' and g.figure_id = f.subject_id
    left join document d on f.subject_kind = 'document' and d.document_id = f.subject_id
order by place;
comment on table finding_place is 'One narrow row per finding with all that its facets look at, in the order of the screen.';
comment on column finding_place.place is 'Place of the finding: open ones first, then by severity, those of rare checks before those of common ones, by subject.';
comment on column finding_place.finding_row is 'rowid of the finding in table finding.';
comment on column finding_place.rule is 'As in finding.';
comment on column finding_place.severity is 'As in finding.';
comment on column finding_place.subject_kind is 'As in finding.';
comment on column finding_place.open is 'Whether it is open: no editor has resolved it.';
comment on column finding_place.document_id is 'The document that the subject stands in; empty for organisations and people.';
comment on column finding_place.event_row is 'rowid of the event it is about in table event, where it is about one.';

create table finding_tally as
select rule, severity, subject_kind, open, document_id, count(*) as findings from finding_place group by all
order by severity, rule, subject_kind, open, document_id;
comment on table finding_tally is 'Number of findings per rule, kind of subject, state and document: what the facets count by.';
comment on column finding_tally.rule is 'As in finding.';
comment on column finding_tally.severity is 'As in finding.';
comment on column finding_tally.subject_kind is 'As in finding.';
comment on column finding_tally.open is 'As in finding_place.';
comment on column finding_tally.document_id is 'As in finding_place.';
comment on column finding_tally.findings is 'How many there are.';

create table document_tally as
with own as (select document_id, count(*) as events from event group by document_id),
added as (select document_id, count(distinct event_id) as further from event_source group by document_id),
stated as (select document_id, count(*) as figures from figure group by document_id),
doubted_in as (select document_id, sum(findings) as findings from finding_tally where open group by document_id)
select d.document_id, coalesce(o.events, 0) as events, coalesce(a.further, 0) as further, coalesce(s.figures, 0) as figures,
    cast(coalesce(f.findings, 0) as bigint) as findings
from document d left join own o using (document_id) left join added a using (document_id) left join stated s using (document_id)
    left join doubted_in f using (document_id)
order by d.document_id;
comment on table document_tally is 'How much rests on each document.';
comment on column document_tally.document_id is 'The document.';
comment on column document_tally.events is 'Events that stand in it first.';
comment on column document_tally.further is 'Events of other documents that it tells too.';
comment on column document_tally.figures is 'Figures it states.';
comment on column document_tally.findings is 'Open findings about it, its events and its figures, notes counted.';

drop table event_tie;
drop table tied;
drop table listed_partner;
drop table listed_tie;
drop table doubted;
drop table listed_organisation;
drop table listed_person;
drop table listed_topic;
drop table numbered;
drop table named;
