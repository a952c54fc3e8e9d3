-- A page of the columns of every table, with type and what the schema says, and how many match in all.
-- param  table        VARCHAR  '' = every table
-- param  words        VARCHAR  that table, column or meaning hold; '' = any
-- param  most         INTEGER  at most so many columns
-- param  skip         INTEGER  leave out so many first
-- column table_name   VARCHAR
-- column table_about  VARCHAR
-- column column_name  VARCHAR
-- column type         VARCHAR
-- column empty        BOOLEAN  whether a row may leave it empty
-- column meaning      VARCHAR
-- column total        BIGINT   columns that match
select c.table_name, t.comment as table_about, c.column_name, c.data_type as type, c.is_nullable as empty, c.comment as meaning, count(*) over () as total
from duckdb_columns() c join duckdb_tables() t using (table_name)
where c.schema_name = 'main' and not c.internal
    and ($table = '' or c.table_name = $table)
    and contains(lower(concat_ws(' ', c.table_name, t.comment, c.column_name, c.comment)), lower($words))
order by c.table_name, c.column_index limit $most offset $skip
