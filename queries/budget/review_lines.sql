-- The budget lines of the newest review up to a day that prints any, or else of the first: billion yuan and percent, both as printed.
-- param  ends_on      DATE           last day of a month
-- param  sources      VARCHAR[]      review, context: without the review there are no lines
-- param  sources_all  BOOLEAN        true = both
-- column figure_id      VARCHAR
-- column series_id      VARCHAR
-- column item           VARCHAR
-- column year           INTEGER
-- column basis          VARCHAR
-- column bn_cny         DECIMAL(12,3)
-- column growth_pct     DECIMAL(6,2)
-- column growth_against VARCHAR
-- column as_printed     VARCHAR
-- column level          VARCHAR
-- column level_stated   BOOLEAN
-- column rounded        BOOLEAN
-- column document_id    VARCHAR
-- column publisher      VARCHAR
-- column document_title VARCHAR
-- column document_month VARCHAR
-- column locator        VARCHAR
-- column url            VARCHAR
select f.figure_id, f.series_id, s.label as item, f.year, cast(f.basis as varchar) as basis, f.bn_cny, f.growth_pct,
    cast(f.growth_against as varchar) as growth_against, f.as_printed,
    cast(f.level as varchar) as level, f.level_stated, f.rounded, f.document_id, d.publisher, d.title as document_title, d.month as document_month, f.locator, d.url
from figure f join series s using (series_id) join document d using (document_id)
where d.kind = 'review' and ($sources_all or list_contains($sources, 'review'))
    and d.month = (
        select coalesce(max(case when cast(r.month || '-01' as date) <= $ends_on then r.month end), min(r.month))
        from document r
        where r.kind = 'review' and exists (select 1 from figure g where g.document_id = r.document_id))
order by f.bn_cny desc, f.series_id
