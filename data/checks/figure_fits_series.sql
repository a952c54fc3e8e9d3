-- A figure has the unit and the level of its series; the three budget levels never share a line.
-- severity error
-- settles The level and the unit of the series, or another series.
select 'figure' as subject_kind, f.figure_id as subject_id,
    case when f.level <> s.level then 'the level is not that of its series' else 'the unit is not that of its series' end as message,
    f.level || ' against ' || s.level || ', series in ' || s.unit as evidence
from figure f join series s using (series_id)
where f.level <> s.level or (f.bn_cny is null) = (s.unit = 'billion yuan')
order by all
