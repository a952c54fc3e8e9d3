-- Number of findings per check.
-- column rule   VARCHAR
-- column found  BIGINT
select rule, count(*) as found from finding group by rule order by rule
