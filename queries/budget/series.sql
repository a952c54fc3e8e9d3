-- Figures of the named series year by year: billion yuan or percent, every basis and source told apart.
-- param  series       VARCHAR[]
-- param  sources      VARCHAR[]      review, context
-- param  sources_all  BOOLEAN        true = both
-- column figure_id      VARCHAR
-- column series_id      VARCHAR
-- column item           VARCHAR
-- column full_label     VARCHAR
-- column level          VARCHAR
-- column unit           VARCHAR
-- column sort           INTEGER
-- column year           INTEGER
-- column basis          VARCHAR
-- column bn_cny         DECIMAL(12,3)
-- column share_pct      DECIMAL(6,3)
-- column growth_pct     DECIMAL(6,2)
-- column growth_against VARCHAR
-- column rounded        BOOLEAN
-- column scope          VARCHAR
-- column source         VARCHAR
-- column quality        VARCHAR
-- column publisher      VARCHAR
-- column document_title VARCHAR
-- column locator        VARCHAR
-- column url            VARCHAR
with told as (
    select f.*, case d.kind when 'review' then 'review' else 'context' end as source,
        d.quality, d.publisher, d.title as document_title, d.url
    from figure f join document d using (document_id)
)
select f.figure_id, f.series_id, s.label as item, s.full_label, cast(s.level as varchar) as level, cast(s.unit as varchar) as unit, s.sort,
    f.year, cast(f.basis as varchar) as basis, f.bn_cny, f.share_pct, f.growth_pct,
    cast(f.growth_against as varchar) as growth_against, f.rounded, s.scope, f.source, cast(f.quality as varchar) as quality,
    f.publisher, f.document_title, f.locator, f.url
from told f join series s using (series_id)
where list_contains($series, f.series_id) and ($sources_all or list_contains($sources, f.source))
order by s.sort, f.year, f.basis, f.document_id
