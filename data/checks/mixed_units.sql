-- One paragraph lists amounts in two units; the reader takes the odd one for a thousandth or a thousandfold.
-- severity finding
-- settles A reprint that keeps to one unit, or an editor's note that the amounts were compared.
with stated as (
    select f.figure_id, f.document_id, f.locator, f.year, s.label, f.as_printed, f.bn_cny,
        regexp_extract(f.as_printed, '([0-9][0-9.,]* *(?:trillion|billion|million))', 1) as amount,
        regexp_extract(f.as_printed, '(trillion|billion|million)', 1) as unit
    from figure f join series s using (series_id)
    where regexp_matches(f.as_printed, '[0-9] *(trillion|billion|million)')
), counted as (
    select document_id, locator, unit, count(*) as members, string_agg(amount, '; ' order by bn_cny desc) as amounts
    from stated group by document_id, locator, unit
), usual as (
    select document_id, locator, arg_max(unit, members) as unit, arg_max(members, members) as members, arg_max(amounts, members) as amounts,
        count(*) as units
    from counted group by document_id, locator
)
select 'figure' as subject_kind, t.figure_id as subject_id,
    'Printed as ' || t.amount || ' beside amounts in ' || u.unit || '; it is ' || replace(format('{:,.2f}', t.bn_cny::double), ',', ' ') || ' billion yuan.' as message,
    t.locator || ': ' || u.amounts as evidence
from stated t join usual u using (document_id, locator)
where u.units > 1 and t.unit <> u.unit
order by all
