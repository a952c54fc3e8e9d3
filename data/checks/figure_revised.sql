-- A later document changes the figure.
-- severity note
-- settles Nothing is wrong; a text that uses the figure says which of the two it takes.
select 'figure' as subject_kind, f.figure_id as subject_id,
    'Revised later to ' || format('{:g}', coalesce(r.share_pct, r.bn_cny)::double) || case when r.share_pct is null then ' billion yuan' else ' %' end
        || ', here ' || format('{:g}', coalesce(f.share_pct, f.bn_cny)::double) || '.' as message,
    coalesce(d.title, d.publisher) || ', ' || r.locator as evidence
from figure f join figure r on r.series_id = f.series_id and r.year = f.year and r.basis = 'revised' join document d on d.document_id = r.document_id
where f.basis in ('final', 'executed') and coalesce(f.share_pct, f.bn_cny) <> coalesce(r.share_pct, r.bn_cny)
order by all
