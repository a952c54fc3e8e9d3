-- Two documents state the same figure differently.
-- severity finding
-- settles The report of the body that counts it.
select 'figure' as subject_kind, f.figure_id as subject_id,
    coalesce(d.title, d.publisher) || ' states ' || format('{:,.10g}', coalesce(o.share_pct, o.bn_cny)::double) || case when o.share_pct is null then ' billion yuan' else ' %' end
        || ', here ' || format('{:,.10g}', coalesce(f.share_pct, f.bn_cny)::double) || '.' as message,
    s.full_label || ' ' || f.year || ', ' || f.basis as evidence
from figure f join figure o on o.series_id = f.series_id and o.year = f.year and o.basis = f.basis and o.document_id <> f.document_id
    join document d on d.document_id = o.document_id join series s on s.series_id = f.series_id
where not f.rounded and not o.rounded and coalesce(f.share_pct, f.bn_cny) <> coalesce(o.share_pct, o.bn_cny)
order by all
