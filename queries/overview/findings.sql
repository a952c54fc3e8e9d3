-- What the checks of the build found doubtful, with the name of what it is about; the first of each check.
-- param  most      INTEGER        at most so many of each check, up to 1000
-- column rule      VARCHAR
-- column about     VARCHAR
-- column message   VARCHAR
-- column evidence  VARCHAR
select rule, about, message, evidence
from finding_shown
where place <= $most
order by rule, about, message
