-- One figure in full: what it measures, what the document states and prints, and where.
-- param  figure_id  VARCHAR
-- column figure_id      VARCHAR
-- column document_id    VARCHAR
-- column item           VARCHAR
-- column full_label     VARCHAR
-- column scope          VARCHAR
-- column unit           VARCHAR
-- column year           INTEGER
-- column basis          VARCHAR
-- column bn_cny         DECIMAL(12,3)
-- column share_pct      DECIMAL(6,3)
-- column growth_pct     DECIMAL(6,2)
-- column growth_against VARCHAR
-- column rounded        BOOLEAN
-- column as_printed     VARCHAR
-- column level          VARCHAR
-- column level_stated   BOOLEAN
-- column publisher      VARCHAR
-- column document_title VARCHAR
-- column locator        VARCHAR
-- column quality        VARCHAR
-- column source         VARCHAR
-- column published      DATE
-- column url            VARCHAR
select f.figure_id, f.document_id, s.label as item, s.full_label, s.scope, cast(s.unit as varchar) as unit, f.year,
    cast(f.basis as varchar) as basis, f.bn_cny, f.share_pct, f.growth_pct, cast(f.growth_against as varchar) as growth_against,
    f.rounded, f.as_printed, cast(f.level as varchar) as level, f.level_stated, d.publisher, d.title as document_title, f.locator,
    cast(d.quality as varchar) as quality, case d.kind when 'review' then 'review' else 'context' end as source, d.published, d.url
from figure f join series s using (series_id) join document d using (document_id)
where f.figure_id = $figure_id
order by f.figure_id
