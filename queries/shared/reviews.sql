-- The reviews, newest first.
-- column document_id  VARCHAR
-- column title        VARCHAR
-- column month        DATE
-- column publisher    VARCHAR
select document_id, title, cast(month || '-01' as date) as month, publisher
from document
where kind = 'review'
order by month desc, document_id
