-- The database in one row: its version, its months and its newest review.
-- column version              VARCHAR
-- column first_month          DATE
-- column last_month           DATE
-- column latest_review        VARCHAR
-- column latest_review_month  DATE
select version, first_month, last_month, latest_review, latest_review_month
from dataset
order by version
