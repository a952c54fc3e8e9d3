-- What each column of the data means, as the schema says.
-- column table_name   VARCHAR
-- column column_name  VARCHAR
-- column meaning      VARCHAR
select table_name, column_name, comment as meaning
from duckdb_columns()
where schema_name = 'main' and not internal and comment is not null
order by table_name, column_index
