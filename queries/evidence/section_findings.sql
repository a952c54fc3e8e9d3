-- The first findings about events or figures of one section, open ones first, with the name of what each is about.
-- param  section  VARCHAR        budget = figures and events of the budget section
-- param  most     INTEGER        at most so many findings
-- column subject_kind  VARCHAR
-- column subject_id    VARCHAR
-- column name          VARCHAR
-- column rule          VARCHAR
-- column message       VARCHAR
-- column evidence      VARCHAR
-- column settles       VARCHAR
-- column resolution    VARCHAR
-- column resolved_by   VARCHAR
-- column resolved_on   DATE
-- column total         BIGINT
with named as (
    select f.subject_kind, f.subject_id, e.title as name, f.rule, f.message, f.evidence, f.settles, f.resolution, f.resolved_by, f.resolved_on
    from finding f join event e on f.subject_kind = 'event' and e.event_id = f.subject_id
    where e.section = try_cast($section as section)
    union all
    select f.subject_kind, f.subject_id, s.full_label || ', ' || g.year, f.rule, f.message, f.evidence, f.settles, f.resolution, f.resolved_by, f.resolved_on
    from finding f join figure g on f.subject_kind = 'figure' and g.figure_id = f.subject_id join series s using (series_id)
    where $section = 'budget'
)
select cast(subject_kind as varchar) as subject_kind, subject_id, name, rule, message, evidence, settles, resolution, resolved_by, resolved_on,
    count(*) over () as total
from named
order by resolution is not null, rule = 'missing_link', name, rule, message limit $most
