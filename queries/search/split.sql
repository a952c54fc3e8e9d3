-- The words of what a reader typed, as the index of data/search.sql has them, in their order and each once.
-- Words that tell nothing are left out where others remain; at most nine come back, so that it is known when eight are not all.
-- param  text  VARCHAR
-- column slot  BIGINT
-- column word  VARCHAR
with run as (
    select run, run_at from unnest(search_runs($text)) with ordinality as r (run, run_at)
), word as (
    select word, run_at * 1000 + word_at as first_at from run, unnest(search_pairs(run, 0)) with ordinality as w (word, word_at)
), told as (
    select word, min(first_at) as first_at, bool_and(search_idle(word)) as idle from word group by word
)
select row_number() over (order by first_at) as slot, word from told
where not idle or (select bool_and(idle) from told) order by slot limit 9
