-- A claim is about a figure of the document that makes it, and that figure has the value it speaks of.
-- severity error
-- settles The figure's own document, or its growth or amount in figures.csv.
select 'claim' as subject_kind, c.document_id as subject_id,
    case when f.document_id <> c.document_id then 'the claim is about a figure of another document'
        else 'the claim is about a growth or an amount that the figure does not have' end as message,
    c.figure_id || ', ' || c.claim as evidence
from claim c join figure f using (figure_id)
where f.document_id <> c.document_id
    or case when c.claim in ('largest growth', 'smallest growth') then f.growth_pct is null else f.bn_cny is null end
order by all
