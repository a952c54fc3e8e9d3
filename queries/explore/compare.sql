-- Two months or two countries side by side: events that are new, gone, in both, or of one project, theme or pair of organisations in both.
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
-- param  what               VARCHAR    month, country
-- param  left               VARCHAR    YYYY-MM or ISO 3166-1
-- param  right              VARCHAR    as left
-- param  most               INTEGER    at most so many events a side, of each part and of what is shared
-- param  most_threads       INTEGER    at most so many shared things
-- column part               VARCHAR       new = on the right alone, gone = on the left alone, changed = something is shared, both = the same event
-- column thread             VARCHAR       what is shared; '' else
-- column side               VARCHAR       left, right
-- column found              BIGINT        events of the side in this part, in all
-- column threads            BIGINT        how many are shared in all
-- column met                BIGINT        events of the side in what is shared
-- column event_id           VARCHAR
-- column title              VARCHAR
-- column starts_on          DATE
-- column ends_on            DATE
-- column date_precision     VARCHAR
-- column source             VARCHAR
-- column publisher          VARCHAR
-- column document_title     VARCHAR
-- column locator            VARCHAR
-- column url                VARCHAR
with lies as (
    select 'left' as side, s.number from sieve s
    where $what = 'month' and s.starts_on <= last_day(try_cast($left || '-01' as date)) and s.ends_on >= try_cast($left || '-01' as date)
    union all
    select 'left', t.number from touch t join country_number n using (country) where $what = 'country' and n.iso3 = $left
    union all
    select 'right' as side, s.number from sieve s
    where $what = 'month' and s.starts_on <= last_day(try_cast($right || '-01' as date)) and s.ends_on >= try_cast($right || '-01' as date)
    union all
    select 'right', t.number from touch t join country_number n using (country) where $what = 'country' and n.iso3 = $right
), found as (
    select s.number, s.event_row, s.starts_on, s.source, s.organisations, s.topics
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
        and s.number in (select number from lies)
), placed as (
    select l.side, f.number, f.event_row, f.starts_on, f.source, f.organisations, f.topics, count(*) over (partition by f.number) = 2 as twice
    from found f join lies l using (number)
), member as (
    select number, unnest(organisations) as organisation from found
), pair as (
    select a.number, a.organisation, b.organisation as other from member a join member b on b.number = a.number and b.organisation > a.organisation
), tied as (
    select p.number, p.side, t.topic, cast(null as integer) as organisation, cast(null as integer) as other
    from (select number, side, unnest(topics) as topic from placed) p join topic_number t using (topic)
    union all
    select p.number, p.side, null, q.organisation, q.other from placed p join pair q using (number)
), met as (
    select topic, organisation, other, count(distinct number) as events from tied
    group by topic, organisation, other having count(distinct side) = 2 and count(distinct number) > 1
), shared as (
    select topic, organisation, other, row_number() over (order by topic is null, events desc, topic, organisation, other) as thread from met
), joined as (
    select t.number, t.side, s.thread from tied t join shared s on s.topic is not distinct from t.topic
        and s.organisation is not distinct from t.organisation and s.other is not distinct from t.other
), sorted as (
    select p.side, p.number, p.event_row, p.starts_on, p.source, j.thread,
        case when j.thread is not null then 'changed' when p.twice then 'both' when p.side = 'left' then 'gone' else 'new' end as part
    from placed p left join joined j on j.number = p.number and j.side = p.side
), ranked as (
    select part, side, number, event_row, source, thread, starts_on,
        row_number() over (partition by part, side, thread order by starts_on desc, number) as place,
        count(*) over (partition by part, side, thread) as met
    from sorted
), counted as (
    select part, side, count(distinct number) as found from sorted group by part, side
), named as (
    select s.thread, coalesce(t.label, a.name || ' and ' || b.name) as label
    from shared s left join topic_number k on k.topic = s.topic left join topic t on t.topic_id = k.topic_id
        left join organisation_number n on n.organisation = s.organisation left join organisation a on a.organisation_id = n.organisation_id
        left join organisation_number m on m.organisation = s.other left join organisation b on b.organisation_id = m.organisation_id
    where s.thread <= $most_threads
)
select r.part, coalesce(n.label, '') as thread, r.side, c.found, (select count(*) from shared) as threads, r.met, e.event_id, e.title, e.starts_on, e.ends_on,
    cast(e.date_precision as varchar) as date_precision, cast(r.source as varchar) as source, d.publisher, d.title as document_title, e.locator, d.url
from ranked r join counted c on c.part = r.part and c.side = r.side join event e on e.rowid = r.event_row
    join document d on d.document_id = e.document_id left join named n on n.thread = r.thread
where r.place <= $most and (r.thread is null or r.thread <= $most_threads)
order by r.part, r.thread, r.side, r.place
