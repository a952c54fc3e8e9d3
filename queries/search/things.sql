-- Organisations, people, places, documents, figures and topics that have every word, a handful of each kind, best first.
-- Best: what has all words whole, then what is called just that, then what most events speak of.
-- param  words    INTEGER[]
-- param  slots    INTEGER[]
-- param  wholes   BOOLEAN[]
-- param  asked    INTEGER
-- param  most     INTEGER
-- column shelf    VARCHAR
-- column subject  VARCHAR
-- column label    VARCHAR
-- column detail   VARCHAR
-- column found    BIGINT
with meant as (
    select unnest($words) as word, unnest($slots) as slot, unnest($wholes) as whole
), hit as (
    select t.thing, m.slot, bool_or(m.whole) as whole, min(t.size) as size
    from search_thing_word t join meant m using (word) group by t.thing, m.slot
), fit as (
    select thing, sum(cast(whole as integer)) as wholes, max(size) = $asked as named
    from hit group by thing having count(*) = $asked
), ranked as (
    select s.shelf, s.kind || ':' || s.id as subject, s.label, s.detail, count(*) over (partition by s.shelf) as found,
        row_number() over (partition by s.shelf order by f.wholes desc, f.named desc, s.weight desc, length(s.label), s.thing) as place
    from fit f join search_thing s using (thing)
)
select cast(shelf as varchar) as shelf, subject, label, detail, found from ranked where place <= $most order by ranked.shelf, place
