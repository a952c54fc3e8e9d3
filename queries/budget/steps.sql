-- What the stored data say about a step or a doubtful figure of the named series: corrections, later revisions, ends of a presentation.
-- param  series       VARCHAR[]
-- param  sources      VARCHAR[]      review, context
-- param  sources_all  BOOLEAN        true = both
-- column figure_id  VARCHAR          the figure that the note is set against
-- column series_id  VARCHAR
-- column item       VARCHAR
-- column year       INTEGER
-- column basis      VARCHAR
-- column about      VARCHAR
-- column words      VARCHAR
-- column source     VARCHAR          what the note rests on
with told as (
    select f.figure_id, f.series_id, s.label as item, s.sort, s.scope, s.level, s.unit, f.year, f.basis,
        coalesce(f.bn_cny, f.share_pct) as value, d.publisher
    from figure f join series s using (series_id) join document d using (document_id)
    where list_contains($series, f.series_id)
        and ($sources_all or list_contains($sources, case d.kind when 'review' then 'review' else 'context' end))
),
noted as (
    select t.figure_id, 1 as kind, c.correction_id as key, c.attribute as about, c.reason as words, c.source
    from told t join correction c on c.subject_kind = 'figure' and c.subject_id = t.figure_id
    union all
    select t.figure_id, 2 as kind, f.figure_id as key, 'later revision' as about,
        concat('First published as ', cast(f.value as double), ', later given as ', cast(t.value as double), ' ', cast(t.unit as varchar), '.') as words,
        t.publisher as source
    from told t join told f on f.series_id = t.series_id and f.year = t.year and f.basis = 'final'
    where t.basis = 'revised'
    union all
    -- The last figure of a presentation that the budget reports have given up.
    select t.figure_id, 3 as kind, t.figure_id as key, 'last year of this presentation' as about, t.scope as words,
        'scope of the series' as source
    from told t
    where t.level = 'central_incl_transfers' and t.year = (select max(o.year) from told o where o.series_id = t.series_id)
)
select t.figure_id, t.series_id, t.item, t.year, cast(t.basis as varchar) as basis, n.about, n.words, n.source
from noted n join told t using (figure_id)
order by t.sort, t.year, t.figure_id, n.kind, n.key
