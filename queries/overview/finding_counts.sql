-- Number of findings, and of those that no editor has resolved.
-- column found  BIGINT
-- column open   BIGINT
select cast(coalesce(sum(findings), 0) as bigint) as found, cast(coalesce(sum(findings) filter (where open), 0) as bigint) as open
from finding_tally
order by found
