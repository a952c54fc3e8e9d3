-- Every document that reports an event, its own first, and what a further one says differently.
-- param  event_id  VARCHAR
-- column rank        INTEGER
-- column source      VARCHAR
-- column publisher   VARCHAR
-- column title       VARCHAR
-- column published   DATE
-- column locator     VARCHAR
-- column url         VARCHAR
-- column as_printed  VARCHAR
-- column differs_on  VARCHAR
-- column states      VARCHAR
select 1 as rank, case d.kind when 'review' then 'review' else 'context' end as source, d.publisher, d.title, d.published, e.locator, d.url, e.as_printed,
    cast(null as varchar) as differs_on, cast(null as varchar) as states
from event e join document d using (document_id)
where e.event_id = $event_id
union all
select 2 as rank, case d.kind when 'review' then 'review' else 'context' end as source, d.publisher, d.title, d.published, s.locator, d.url, cast(null as varchar) as as_printed, s.differs_on, s.states
from event_source s join document d using (document_id)
where s.event_id = $event_id
order by rank, published nulls last, publisher, states
