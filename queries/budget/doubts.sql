-- How many doubts of the checks are open about each figure, notes left aside.
-- column figure_id  VARCHAR
-- column findings   BIGINT
select subject_id as figure_id, count(*) as findings
from finding
where subject_kind = 'figure' and severity = 'finding' and resolution is null
group by subject_id
order by subject_id
