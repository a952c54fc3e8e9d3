-- The document does not say which level of government the figure belongs to.
-- severity finding
-- settles A report that states the level beside the same amount.
select 'figure' as subject_kind, f.figure_id as subject_id, 'The document does not state the level; placed by the editors.' as message,
    s.full_label || ' ' || f.year || ', placed as ' || case f.level when 'central' then 'central' when 'central_incl_transfers' then 'central with transfers to local governments'
        when 'national' then 'national' else 'all sectors' end as evidence
from figure f join series s using (series_id)
where not f.level_stated
order by all
