-- Events whose title has every word: those with all words whole first, then the newest.
-- Slot 0 is the rarest typed word: only the newest `reach` events of each word that it means are looked at, so that a frequent
-- word costs no more than a rare one.
-- param  words           INTEGER[]
-- param  slots           INTEGER[]
-- param  wholes          BOOLEAN[]
-- param  others          INTEGER
-- param  reach           INTEGER
-- param  most            INTEGER
-- column event_id        VARCHAR
-- column title           VARCHAR
-- column section         VARCHAR
-- column source          VARCHAR
-- column starts_on       DATE
-- column ends_on         DATE
-- column date_precision  VARCHAR
-- column misprint        VARCHAR
-- column found           BIGINT
with meant as (
    select unnest($words) as word, unnest($slots) as slot, unnest($wholes) as whole
), candidate as (
    select w.place, max(m.whole) as whole from search_event_word w join (select word, whole from meant where slot = 0) m using (word)
    where w.nth <= $reach group by w.place
), hit as (
    -- A bit for each further slot, so that each event is met once.
    select w.place, bit_or(1 << m.slot) as slots, bit_or(case when m.whole then 1 << m.slot else 0 end) as wholes
    from search_event_word w join (select word, slot, whole from meant where slot > 0) m using (word)
    where $others > 0 and w.place in (select place from candidate) group by w.place
), fit as (
    select place, cast(whole as integer) as whole from candidate where $others = 0
    union all
    select c.place, cast(c.whole as integer) + bit_count(h.wholes) from candidate c join hit h using (place)
    where h.slots = (1 << ($others + 1)) - 2
), best as (
    select place, whole, count(*) over () as found from fit order by whole desc, place limit $most
)
select e.event_id, e.title, cast(e.section as varchar) as section, case d.kind when 'review' then 'review' else 'context' end as source,
    e.starts_on, e.ends_on, cast(e.date_precision as varchar) as date_precision,
    m.words as misprint, b.found
from best b join search_event s using (place) join event e on e.rowid = s.event_row join document d using (document_id)
    left join search_misprint m on m.event_id = e.event_id
order by b.whole desc, b.place
