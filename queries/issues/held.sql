-- How much the data hold.
-- column documents    BIGINT
-- column events       BIGINT
-- column figures      BIGINT
-- column corrections  BIGINT
select (select count(*) from document) as documents, (select count(*) from event) as events, (select count(*) from figure) as figures,
    (select count(*) from correction) as corrections
order by documents
