-- An organisation is printed with a letter or two unlike its name or its other prints.
-- severity finding
-- settles The organisation's own English name.
with form as (
    select distinct organisation_id, as_printed from event_organisation where as_printed is not null
    union
    select organisation_id, name from organisation
), plain as (
    select organisation_id, as_printed, trim(regexp_replace(regexp_replace(replace(lower(strip_accents(as_printed)), '’', ''''),
        '^the |''s\b|\s*\([^)]*\)|[.,]', '', 'g'), '\s+', ' ', 'g')) as words
    from form
), used as (
    select p.organisation_id, p.words, any_value(p.as_printed) as as_printed, max((p.as_printed = o.name)::integer) as is_name,
        count(*) over (partition by p.organisation_id) as forms
    from plain p join organisation o using (organisation_id) group by p.organisation_id, p.words
    -- Prints by the hundred are compared with the name only: pairs grow with the square.
), odd as (
    select a.organisation_id, a.words, min_by(b.as_printed, -b.is_name) as usual, max(b.is_name) as is_name
    from used a join used b on b.organisation_id = a.organisation_id and b.words <> a.words
        and abs(length(a.words) - length(b.words)) <= 2 and levenshtein(a.words, b.words) <= 2 and length(a.words) > 8
    where a.is_name = 0 and (b.is_name = 1 or (b.words < a.words and a.forms <= 100))
    group by a.organisation_id, a.words
), printed as (
    select p.organisation_id, p.as_printed, o.usual, o.is_name from plain p join odd o using (organisation_id, words)
)
select 'event' as subject_kind, eo.event_id as subject_id,
    'Printed "' || eo.as_printed || '"; ' || case p.is_name when 1 then 'the name in use is "' else 'also printed "' end || p.usual || '".' as message,
    d.publisher || ', ' || e.locator || case when exists (
            select 1 from event_organisation s join event t using (event_id)
            where s.organisation_id = eo.organisation_id and s.as_printed = p.usual and t.document_id = e.document_id)
        then '; the same document prints the other form too' else '' end as evidence
from event_organisation eo join printed p on p.organisation_id = eo.organisation_id and p.as_printed = eo.as_printed
    join event e on e.event_id = eo.event_id join document d using (document_id)
order by all
