-- Findings about one subject, open ones first, with what would settle each and how an editor has resolved it.
-- param  subject_kinds  VARCHAR[]
-- param  subject_ids    VARCHAR[]
-- column rule         VARCHAR
-- column about        VARCHAR        the rule's sentence
-- column severity     VARCHAR
-- column message      VARCHAR
-- column evidence     VARCHAR
-- column settles      VARCHAR
-- column resolution   VARCHAR
-- column resolved_by  VARCHAR
-- column resolved_on  DATE
select f.rule, r.about, cast(f.severity as varchar) as severity, f.message, f.evidence, f.settles, f.resolution, f.resolved_by, f.resolved_on
from finding f join rule r using (rule)
where list_contains($subject_kinds, cast(f.subject_kind as varchar)) and list_contains($subject_ids, f.subject_id)
order by f.resolution is not null, f.severity, f.rule, f.message
