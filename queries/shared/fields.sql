-- Fields of science and technology in screen order.
-- column field  VARCHAR
-- column label  VARCHAR
select field, label from field order by sort, field
