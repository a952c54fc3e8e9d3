-- Percent that each line has of the sum of the lines which the newest review lists, where a year has all of them on one basis and level.
-- param  sources      VARCHAR[]      review, context
-- param  sources_all  BOOLEAN        true = both
-- column figure_id    VARCHAR
-- column kind         VARCHAR        planned = draft or approved, spent = executed or final
-- column divided_by   DECIMAL(12,3)
-- column value        DECIMAL(5,1)
with listed as (
    select distinct f.series_id
    from figure f join document d using (document_id)
    where d.kind = 'review' and d.month = (select max(r.month) from document r join figure g using (document_id) where r.kind = 'review')
),
told as (
    select f.figure_id, f.series_id, f.year, f.level, f.bn_cny, f.document_id,
        case when f.basis in ('draft', 'approved') then 'planned' else 'spent' end as kind,
        case when f.basis in ('approved', 'final') then 1 else 0 end as settled
    from figure f join document d using (document_id) join listed using (series_id)
    where f.basis in ('draft', 'approved', 'executed', 'final') and f.bn_cny is not null
        and ($sources_all or list_contains($sources, case d.kind when 'review' then 'review' else 'context' end))
),
one as (
    select figure_id, series_id, year, level, kind, bn_cny,
        row_number() over (partition by series_id, year, kind order by settled desc, document_id) as place
    from told
),
whole as (
    select year, level, kind, sum(bn_cny) as bn_cny
    from one where place = 1
    group by year, level, kind
    having count(*) = (select count(*) from listed)
)
select o.figure_id, o.kind, cast(w.bn_cny as decimal(12, 3)) as divided_by,
    cast(round(100 * o.bn_cny / w.bn_cny, 1) as decimal(5, 1)) as value
from one o join whole w on w.year = o.year and w.level = o.level and w.kind = o.kind
where o.place = 1
order by o.figure_id
