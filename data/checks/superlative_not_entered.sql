-- A passage with figures holds a superlative that no claim holds against them.
-- severity note
-- settles A row in claims.csv, where the superlative speaks of the figures.
with said as (
    select p.document_id, p.locator, unnest(regexp_extract_all(p.words, '(?i)\b(?:largest|biggest|highest|steepest|fastest|smallest|lowest)\b[^.;,]*')) as words
    from passage p where exists (select 1 from figure f where f.document_id = p.document_id and f.locator = p.locator)
)
select 'document' as subject_kind, s.document_id as subject_id, 'Nobody entered the claim "' || s.words || '".' as message, s.locator as evidence
from said s
where not exists (
    select 1 from claim c where c.document_id = s.document_id and (contains(lower(s.words), lower(c.as_printed)) or contains(lower(c.as_printed), lower(split_part(s.words, ' of ', 1)))))
order by all
