-- What one review prints, section by section, events and budget lines together.
-- param  document_id  VARCHAR
-- column section     VARCHAR
-- column sort        INTEGER
-- column title       VARCHAR
-- column summary     VARCHAR
-- column as_printed  VARCHAR
-- column publisher   VARCHAR
-- column document_title  VARCHAR
-- column locator     VARCHAR
-- column url         VARCHAR
-- column mark        VARCHAR        kind:key of the event or figure
select cast(e.section as varchar) as section,
    case e.section when 'budget' then 2 when 'collaboration' then 3 when 'breakthrough' then 4 else 5 end as sort,
    e.title, e.summary, e.as_printed, d.publisher, d.title as document_title, e.locator, d.url, 'event:' || e.event_id as mark
from event e join document d using (document_id)
where e.document_id = $document_id
union all
select 'budget' as section, 1 as sort, s.label || ' ' || f.year as title, s.label || ' in the ' || cast(f.basis as varchar) || ' budget of ' || f.year as summary,
    f.as_printed, d.publisher, d.title as document_title, f.locator, d.url, 'figure:' || f.figure_id as mark
from figure f join series s using (series_id) join document d using (document_id)
where f.document_id = $document_id
order by sort, locator, title
