-- Words of the index that a typed word means: itself, then those that begin with it, the most frequent first.
-- param  word    VARCHAR
-- column number  INTEGER
-- column word    VARCHAR
-- column whole   BOOLEAN
-- column events  INTEGER
-- column things  INTEGER
select number, word, word = $word as whole, events, things
from search_word where word >= $word and word < $word || chr(1114111)
order by word = $word desc, events + things desc, number limit 60
