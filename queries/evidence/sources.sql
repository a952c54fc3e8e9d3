-- Every document that reports an event, its own first, where in it, what a further one says differently, and its words where they are at hand.
-- param  event_id  VARCHAR
-- column rank         INTEGER        1 = the document it stands in
-- column document_id  VARCHAR
-- column source       VARCHAR        review, context
-- column publisher    VARCHAR
-- column title        VARCHAR
-- column month        VARCHAR        YYYY-MM
-- column published    DATE
-- column url          VARCHAR
-- column quality      VARCHAR
-- column locator      VARCHAR
-- column differs_on   VARCHAR
-- column states       VARCHAR
-- column words        VARCHAR        the passage
with told as (
    select 1 as rank, document_id, locator, cast(null as varchar) as differs_on, cast(null as varchar) as states from event where event_id = $event_id
    union all
    select 2, document_id, locator, differs_on, states from event_source where event_id = $event_id
)
select t.rank, d.document_id, case d.kind when 'review' then 'review' else 'context' end as source, d.publisher, d.title, d.month,
    d.published, d.url, cast(d.quality as varchar) as quality, t.locator, t.differs_on, t.states, p.words
from told t join document d using (document_id) left join passage p on p.document_id = t.document_id and p.locator = t.locator
order by t.rank, d.published nulls last, d.publisher, t.states
