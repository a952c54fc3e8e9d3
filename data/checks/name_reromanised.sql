-- A foreign name of one document looks as if it had come back from Chinese, or is known in Chinese characters only.
-- severity finding
-- settles The name in its own language, from the person's own office or a second source.
with met as (
    select ep.person_id, count(distinct e.document_id) as documents, min(e.event_id) as event_id, min(d.publisher) as publisher, min(e.locator) as locator,
        max(s.states) filter (where regexp_matches(s.states, '[\x{4e00}-\x{9fff}]')) as elsewhere
    from event_person ep join event e using (event_id) join document d using (document_id)
        join person p using (person_id) left join event_source s on s.event_id = e.event_id and s.differs_on = 'name'
    where p.country not in ('CHN', 'HKG', 'MAC', 'TWN', 'SGP')
    group by ep.person_id
), read as (
    select p.person_id, p.name, p.country, m.documents, m.publisher, m.locator, m.elsewhere,
        replace(lower(strip_accents(p.name)), '-', ' ') as plain
    from person p join met m using (person_id)
), judged as (
    select *, regexp_matches(name, '[\x{4e00}-\x{9fff}]') as in_characters,
        regexp_full_match(plain, syllables) as chinese, regexp_full_match(replace(replace(replace(plain, 'th', 't'), 'ph', 'p'), 'kh', 'k'), syllables) as nearly
    from read, (select replace('(S+ )+S+', 'S',
        '(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u)|ai|ang?|ao|eng?|er|ou|a|e|o)') as syllables)
)
select 'person' as subject_kind, j.person_id as subject_id,
    case when in_characters then 'The name is known in Chinese characters only: ' || name || '.'
        else '"' || name || '" stands in no other document and reads like Chinese syllables; it may be a name taken back from Chinese.' end as message,
    publisher || ', ' || locator || coalesce('; another source: ' || elsewhere, '') as evidence
from judged j
where documents = 1 and (in_characters or (nearly and not chinese) or (nearly and elsewhere is not null))
order by all
