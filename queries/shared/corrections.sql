-- Corrections and doubts about one subject, with the printed form.
-- param  subject_id  VARCHAR
-- column attribute  VARCHAR
-- column printed    VARCHAR
-- column corrected  VARCHAR
-- column state      VARCHAR
-- column reason     VARCHAR
-- column source     VARCHAR
select attribute, printed, corrected, cast(state as varchar) as state, reason, source
from correction
where subject_id = $subject_id
order by correction_id
