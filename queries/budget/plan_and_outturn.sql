-- What was planned and what was spent of one series year by year, billion yuan, the most settled figure of each, and the difference.
-- param  series       VARCHAR
-- param  sources      VARCHAR[]      review, context
-- param  sources_all  BOOLEAN        true = both
-- column year               INTEGER
-- column planned_id         VARCHAR
-- column planned_basis      VARCHAR
-- column planned_bn_cny     DECIMAL(12,3)
-- column planned_source     VARCHAR
-- column planned_publisher  VARCHAR
-- column spent_id           VARCHAR
-- column spent_basis        VARCHAR
-- column spent_bn_cny       DECIMAL(12,3)
-- column spent_source       VARCHAR
-- column spent_publisher    VARCHAR
-- column difference_bn_cny  DECIMAL(12,3)  spent less planned, where a year has both
with told as (
    select f.figure_id, f.year, cast(f.basis as varchar) as basis, f.bn_cny, d.publisher,
        case d.kind when 'review' then 'review' else 'context' end as source,
        case when f.basis in ('draft', 'approved') then 'planned' else 'spent' end as kind,
        row_number() over (
            partition by f.year, f.basis in ('draft', 'approved')
            order by case when f.basis in ('approved', 'final') then 1 else 0 end desc, f.document_id
        ) as place
    from figure f join document d using (document_id)
    where f.series_id = $series and f.basis in ('draft', 'approved', 'executed', 'final') and f.bn_cny is not null
        and ($sources_all or list_contains($sources, case d.kind when 'review' then 'review' else 'context' end))
),
planned as (select figure_id, year, basis, bn_cny, publisher, source from told where kind = 'planned' and place = 1),
spent as (select figure_id, year, basis, bn_cny, publisher, source from told where kind = 'spent' and place = 1)
select coalesce(p.year, s.year) as year,
    p.figure_id as planned_id, p.basis as planned_basis, p.bn_cny as planned_bn_cny, p.source as planned_source, p.publisher as planned_publisher,
    s.figure_id as spent_id, s.basis as spent_basis, s.bn_cny as spent_bn_cny, s.source as spent_source, s.publisher as spent_publisher,
    cast(s.bn_cny - p.bn_cny as decimal(12, 3)) as difference_bn_cny
from planned p full join spent s on s.year = p.year
order by coalesce(p.year, s.year)
