-- Every table of the data with what the schema says of it.
-- column table_name  VARCHAR
-- column about       VARCHAR
-- column columns     BIGINT
select table_name, comment as about, column_count as columns
from duckdb_tables()
where schema_name = 'main' and not internal
order by table_name
