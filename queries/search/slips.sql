-- Words of the index that are spelled nearly like a typed word: those that share its trigrams, ranked by likeness.
-- param  word    VARCHAR
-- column number  INTEGER
-- column word    VARCHAR
-- column whole   BOOLEAN
-- column events  INTEGER
-- column things  INTEGER
with near as (
    select g.word, g.letters, count(*) as shared
    from search_gram g
    where g.gram in (select unnest(search_grams($word))) and g.letters between length($word) - 2 and length($word) + 2
    group by g.word, g.letters order by count(*) / (g.letters + length($word)) desc, g.word limit 100
), alike as (
    select w.number, w.word, w.events, w.things, jaro_winkler_similarity(w.word, $word) as likeness
    from search_word w where w.number in (select word from near)
)
select number, word, false as whole, events, things
from alike where likeness >= 0.86 and likeness >= (select max(likeness) from alike) - 0.03 and word <> $word
order by likeness desc, events + things desc, number limit 5
