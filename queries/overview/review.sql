-- What the newest review prints, section by section, events and budget lines together.
-- column section   VARCHAR
-- column sort      INTEGER
-- column title     VARCHAR
-- column summary   VARCHAR
-- column locator   VARCHAR
-- column as_printed  VARCHAR
select cast(e.section as varchar) as section, case e.section when 'budget' then 2 when 'collaboration' then 3 when 'breakthrough' then 4 else 5 end as sort,
    e.title, e.summary, e.locator, e.as_printed
from event e join dataset s on s.latest_review = e.document_id
union all
select 'budget' as section, 1 as sort, s.label || ' ' || f.year as title, s.full_label || ', ' || cast(f.basis as varchar) as summary,
    f.locator, f.as_printed
from figure f join dataset t on t.latest_review = f.document_id join series s using (series_id)
order by sort, locator, title
