-- One figure as it is stored, with its document, its passage where that is at hand, and who entered and checked it.
-- param  figure_id  VARCHAR
-- column figure_id       VARCHAR
-- column series_id       VARCHAR
-- column full_label      VARCHAR
-- column scope           VARCHAR
-- column unit            VARCHAR
-- column year            INTEGER
-- column basis           VARCHAR
-- column bn_cny          DECIMAL(12,3)  billion yuan
-- column share_pct       DECIMAL(6,3)
-- column growth_pct      DECIMAL(6,2)
-- column growth_against  VARCHAR
-- column level           VARCHAR
-- column level_stated    BOOLEAN
-- column rounded         BOOLEAN
-- column as_printed      VARCHAR
-- column document_id     VARCHAR
-- column source          VARCHAR        review, context
-- column publisher       VARCHAR
-- column title           VARCHAR
-- column month           VARCHAR        YYYY-MM
-- column published       DATE
-- column url             VARCHAR
-- column quality         VARCHAR
-- column locator         VARCHAR
-- column words           VARCHAR        the passage
-- column entered_by      VARCHAR
-- column entered_on      DATE
-- column checked_by      VARCHAR
-- column checked_on      DATE
select f.figure_id, f.series_id, s.full_label, s.scope, cast(s.unit as varchar) as unit, f.year, cast(f.basis as varchar) as basis, f.bn_cny, f.share_pct,
    f.growth_pct, cast(f.growth_against as varchar) as growth_against, cast(f.level as varchar) as level, f.level_stated, f.rounded, f.as_printed,
    d.document_id, case d.kind when 'review' then 'review' else 'context' end as source, d.publisher, d.title, d.month, d.published, d.url,
    cast(d.quality as varchar) as quality, f.locator, p.words, w.entered_by, w.entered_on, w.checked_by, w.checked_on
from figure f join series s using (series_id) join document d using (document_id)
    left join passage p on p.document_id = f.document_id and p.locator = f.locator
    left join editing w on w.subject_kind = 'figure' and w.subject_id = f.figure_id
where f.figure_id = $figure_id
order by f.figure_id
