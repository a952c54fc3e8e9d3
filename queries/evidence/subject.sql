-- What a subject other than event, figure and finding is called and what is known of it; no row where there is none.
-- param  kind  VARCHAR        country, place, organisation, person, topic, field, document
-- param  key   VARCHAR        of a place latitude,longitude with four decimals each
-- column name     VARCHAR
-- column about    VARCHAR        a line of facts
-- column aliases  VARCHAR        other printed forms, separated by semicolons
-- column url      VARCHAR
-- column note     VARCHAR
select c.name, cast(c.kind as varchar) || ', ' || c.region || ', ISO 3166-1 ' || c.iso3 as about, c.aliases, cast(null as varchar) as url, cast(null as varchar) as note
from country c where $kind = 'country' and c.iso3 = $key
union all
select o.name, concat_ws(', ', cast(o.kind as varchar), o.short_name, coalesce(c.name, 'of several countries')), o.aliases, null, null
from organisation o left join country c on c.iso3 = o.country where $kind = 'organisation' and o.organisation_id = $key
union all
select p.name, coalesce('speaks for ' || c.name, 'of a body of several countries'), p.aliases, null, null
from person p left join country c on c.iso3 = p.country where $kind = 'person' and p.person_id = $key
union all
select t.label, cast(t.kind as varchar), null, null, null from topic t where $kind = 'topic' and t.topic_id = $key
union all
select f.label, 'field of science and technology', null, null, null from field f where $kind = 'field' and f.field = $key
union all
select s.place, format('{:.4f}° north, {:.4f}° east', s.lat, s.lon), null, null, null from site s where $kind = 'place' and format('{:.4f},{:.4f}', s.lat, s.lon) = $key
union all
select coalesce(d.title, 'Untitled in the records'), concat_ws(', ', d.publisher, d.month, case d.quality when 'review' then 'the review' when 'official' then 'official report'
    when 'press' then 'press report' when 'copy' then 'read on a copy' else 'transcription' end,
    'published ' || strftime(d.published, '%Y-%m-%d'), 'read ' || strftime(d.accessed, '%Y-%m-%d')), null, d.url, d.note
from document d where $kind = 'document' and d.document_id = $key
order by name
