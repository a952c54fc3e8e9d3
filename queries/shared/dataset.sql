-- The database in one row: its version, its months and its newest review.
-- column version              VARCHAR
-- column first_month          DATE
-- column last_month           DATE
-- column latest_review        VARCHAR
-- column latest_review_month  DATE
-- column latest_review_title  VARCHAR
select s.version, s.first_month, s.last_month, s.latest_review, s.latest_review_month, d.title as latest_review_title
from dataset s join document d on d.document_id = s.latest_review
order by s.version
