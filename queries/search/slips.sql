-- Words of the index that are spelled nearly like a typed word: those that share its trigrams, ranked by likeness.
-- param  word    VARCHAR
-- column number  INTEGER
-- column word    VARCHAR
-- column whole   BOOLEAN
-- column events  INTEGER
-- column things  INTEGER
with near as (
    select g.word, count(*) / (g.letters + length($word)) as share
    from search_gram g
    where g.gram in (select unnest(search_grams($word))) and g.letters between length($word) - 2 and length($word) + 2
    group by g.word, g.letters order by share desc, g.word limit 100
), alike as (
    -- There is no word 0; where nothing is near, an empty list would have all words read.
    select w.number, w.word, w.events, w.things, jaro_winkler_similarity(w.word, $word) as likeness
    from search_word w join (select word from near union all select 0) n on n.word = w.number
), best as (
    select number, word, events, things, likeness, max(likeness) over () as most from alike where word <> $word
)
select number, word, false as whole, events, things
from best where likeness >= 0.86 and likeness >= most - 0.03
order by likeness desc, events + things desc, number limit 5
