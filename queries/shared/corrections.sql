-- Corrections and doubts about some subjects, with the printed form.
-- param  subject_ids  VARCHAR[]
-- column attribute  VARCHAR
-- column printed    VARCHAR
-- column corrected  VARCHAR
-- column state      VARCHAR
-- column reason     VARCHAR
-- column source     VARCHAR
select attribute, printed, corrected, cast(state as varchar) as state, reason, source
from correction
where list_contains($subject_ids, subject_id)
order by subject_id, correction_id
