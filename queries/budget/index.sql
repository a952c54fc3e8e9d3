-- Amounts of the named series as an index, the amount of one year = 100, planned ones by the plan of that year and spent ones by what was spent in it.
-- param  series       VARCHAR[]
-- param  base_year    INTEGER
-- param  sources      VARCHAR[]      review, context
-- param  sources_all  BOOLEAN        true = both
-- column figure_id    VARCHAR
-- column kind         VARCHAR        planned = draft or approved, spent = executed or final
-- column divided_by   DECIMAL(12,3)
-- column value        DECIMAL(9,1)
with told as (
    select f.figure_id, f.series_id, f.year, f.bn_cny, f.document_id,
        case when f.basis in ('draft', 'approved') then 'planned' else 'spent' end as kind,
        case when f.basis in ('approved', 'final') then 1 else 0 end as settled
    from figure f join document d using (document_id)
    where f.basis in ('draft', 'approved', 'executed', 'final') and f.bn_cny is not null and list_contains($series, f.series_id)
        and ($sources_all or list_contains($sources, case d.kind when 'review' then 'review' else 'context' end))
),
base as (
    select series_id, kind, bn_cny,
        row_number() over (partition by series_id, kind order by settled desc, document_id) as place
    from told where year = $base_year
)
select t.figure_id, t.kind, b.bn_cny as divided_by, cast(round(100 * t.bn_cny / b.bn_cny, 1) as decimal(9, 1)) as value
from told t join base b on b.series_id = t.series_id and b.kind = t.kind and b.place = 1
order by t.figure_id
