-- The projects that the given events are steps of.
-- param  events  VARCHAR[]   keys of events
-- column topic_id  VARCHAR
-- column project   VARCHAR
-- column event_id  VARCHAR
select p.topic_id, p.label as project, t.event_id
from event_topic t join topic p using (topic_id)
where p.kind = 'project' and t.event_id in (select unnest($events))
order by p.topic_id, t.event_id
