-- What the checks of the build found doubtful, with the name of what it is about; the first of each check.
-- param  most      INTEGER        at most so many of each check
-- column rule      VARCHAR
-- column about     VARCHAR
-- column message   VARCHAR
-- column evidence  VARCHAR
with kept as (
    select rule, subject_kind, subject_id, message, evidence from finding
    qualify row_number() over (partition by rule order by subject_kind, subject_id, message) <= $most
)
select f.rule, coalesce(e.title, s.full_label || ' ' || g.year, d.title, d.publisher, f.subject_id) as about, f.message, f.evidence
from kept f
    left join event e on f.subject_kind = 'event' and e.event_id = f.subject_id
    left join figure g on f.subject_kind = 'figure' and g.figure_id = f.subject_id
    left join series s on s.series_id = g.series_id
    left join document d on f.subject_kind = 'document' and d.document_id = f.subject_id
order by f.rule, about, f.message
