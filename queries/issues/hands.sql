-- Who entered facts, how many, and how many of these somebody has checked against the document.
-- column entered_by  VARCHAR
-- column facts       BIGINT
-- column checked     BIGINT
select entered_by, count(*) as facts, count(checked_by) as checked
from editing
group by entered_by
order by facts desc, entered_by
