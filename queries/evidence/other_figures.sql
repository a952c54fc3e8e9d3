-- What other documents state for the series and year of one figure, and what the same document and others state for the years around it.
-- param  figure_id  VARCHAR
-- column figure_id   VARCHAR
-- column year        INTEGER
-- column basis       VARCHAR
-- column bn_cny      DECIMAL(12,3)  billion yuan
-- column share_pct   DECIMAL(6,3)
-- column growth_pct  DECIMAL(6,2)
-- column publisher   VARCHAR
-- column source      VARCHAR        review, context
select o.figure_id, o.year, cast(o.basis as varchar) as basis, o.bn_cny, o.share_pct, o.growth_pct, d.publisher,
    case d.kind when 'review' then 'review' else 'context' end as source
from figure f join figure o on o.series_id = f.series_id and abs(o.year - f.year) <= 1 and o.figure_id <> f.figure_id
    join document d on d.document_id = o.document_id
where f.figure_id = $figure_id
order by abs(o.year - f.year), o.year, o.basis, o.figure_id
