-- A document calls a figure the largest or smallest, but its own figures say otherwise.
-- severity finding
-- settles A wording that names what is compared, or word from the authors.
with told as (
    select c.document_id, c.figure_id, c.claim, c.as_printed, c.locator, c.claim in ('largest growth', 'smallest growth') as of_growth,
        case when c.claim in ('largest growth', 'largest amount') then 1 else -1 end as sign
    from claim c
), compared as (
    select t.*, s.label, f.figure_id = t.figure_id as own, sign * case when of_growth then f.growth_pct else f.bn_cny end as size,
        case when regexp_matches(s.label, '^[A-Z][a-z ]') then lower(s.label[1]) || s.label[2:] else s.label end as words,
        words || case when of_growth then format(' {:+g} %', f.growth_pct::double) else format(' {:,.10g} billion yuan', f.bn_cny::double) end as shown
    from told t join figure o on o.figure_id = t.figure_id
        join figure f on f.document_id = t.document_id and f.year = o.year and f.basis = o.basis and f.level = o.level
        join series s on s.series_id = f.series_id
    where case when of_growth then f.growth_pct else f.bn_cny end is not null
), ranked as (
    select *, max(size) filter (where own) over claimed as own_size, max(shown) filter (where own) over claimed as own_shown
    from compared window claimed as (partition by document_id, figure_id, claim)
), judged as (
    select figure_id, claim, any_value(as_printed) as as_printed, any_value(locator) as locator, any_value(own_shown) as own_shown,
        count(*) as members, count(*) filter (where size > own_size) as above, any_value(of_growth) as of_growth,
        string_agg(shown, ', ' order by size desc) filter (where size > own_size) as counter,
        list(words order by size desc) filter (where size < own_size) as below,
        string_agg(shown, '; ' order by size desc) as printed_set
    from ranked group by figure_id, claim
)
select 'figure' as subject_kind, j.figure_id as subject_id,
    'Printed as "' || j.as_printed || '", but the same document prints ' || j.counter || ' against ' || j.own_shown
        || '. True of the ' || j.members || ' figures it prints: place ' || (j.above + 1)
        || coalesce(', a ' || case when starts_with(j.claim::varchar, 'largest') then 'larger ' else 'smaller ' end
            || case when of_growth then 'rise' else 'amount' end || ' than in '
            || case when len(below) > 1 then array_to_string(below[:-2], ', ') || ' and ' else '' end || below[-1], '') || '.' as message,
    j.locator || ': ' || j.printed_set as evidence
from judged j where j.above > 0
order by all
