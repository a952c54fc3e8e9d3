-- The stated growth follows from none of the stored amounts of the year before.
-- severity finding
-- settles The amount of the year before that the document measures against.
with amount as (
    select figure_id, series_id, year, bn_cny, rounded, basis in ('draft', 'approved') as planned, format('{:d}', (bn_cny * 1000)::bigint) as digits
    from figure where bn_cny is not null
), base as (
    -- Half a unit of the last digit that is not zero: 1,060 billion may be anything from 1,055 to 1,065. Where the document
    -- does not say that it rounds, the unit is at most 10 billion for what is printed in trillions, otherwise at most 1 billion.
    select *, pow(10, least(length(digits) - length(rtrim(digits, '0')), case when rounded then 9 when bn_cny >= 1000 then 4 else 3 end)) / 2000 as half_step from amount
), pair as (
    select f.figure_id, f.growth_pct, f.growth_against, b.planned, b.bn_cny as before,
        (f.bn_cny / b.bn_cny - 1) * 100 as computed,
        -- Rounded or cut to the last digit that is stated, of amounts that may be rounded themselves.
        case when f.growth_pct = round(f.growth_pct) then 0.5 else 0.1 end
            + 100 * (o.half_step / b.bn_cny + f.bn_cny * b.half_step / (b.bn_cny * b.bn_cny)) as slack
    from figure f join base o using (figure_id) join base b on b.series_id = f.series_id and b.year = f.year - 1
    where f.growth_pct is not null
), judged as (
    select figure_id, any_value(growth_pct) as growth_pct, any_value(growth_against) as growth_against,
        bool_or(abs(computed - growth_pct) < slack) as fits, bool_or(not planned) as has_executed, bool_or(planned) as has_draft,
        array_to_string(list_sort(list(distinct format('{:,.10g} billion yuan, {:+.1f} %', before::double, computed::double)) filter (where planned)), ' or ') as against_draft,
        array_to_string(list_sort(list(distinct format('{:,.10g} billion yuan, {:+.1f} %', before::double, computed::double)) filter (where not planned)), ' or ') as against_executed
    from pair group by figure_id
)
select 'figure' as subject_kind, j.figure_id as subject_id,
    'Stated growth ' || format('{:+g} %', j.growth_pct::double) || ' (against: ' || j.growth_against || '), which no stored amount of ' || (f.year - 1) || ' gives: draft '
        || coalesce(against_draft, 'not stored') || '; executed ' || coalesce(against_executed, 'not stored') || '.' as message,
    s.full_label || ' ' || f.year || ': ' || format('{:,.10g} billion yuan', f.bn_cny::double) || coalesce('; printed: ' || f.as_printed, '') as evidence
from judged j join figure f using (figure_id) join series s using (series_id)
-- With a draft alone, a growth against what was executed cannot be tested.
where not fits and (has_executed or (has_draft and j.growth_against in ('previous budget', 'previous year draft')))
order by all
