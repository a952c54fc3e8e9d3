-- The index of the search box: words of events and of everything else that can be opened. The text that a reader types
-- goes through the same macros (queries/search), so both sides always agree on what a word is. Why so: docs/adr/0010-search.md.

-- Lower case without accents; Chang'e is one word, China's is China.
create macro search_plain(words) as
    replace(replace(replace(replace(strip_accents(lower(regexp_replace(
        translate(words, '’ʼ‘`´', ''''''''''''), '''[sS]\b', '', 'g'))), '''', ''), 'ß', 'ss'), 'æ', 'ae'), 'ø', 'o');

-- Runs of one script. Chinese and Japanese have no spaces, so a run of them is one piece here.
create macro search_runs(words) as
    regexp_extract_all(translate(search_plain(words), 'łđıœ', 'ldio'),
        '[\p{Han}\p{Hiragana}\p{Katakana}]+|[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Devanagari}\p{Thai}\p{Hangul}\p{M}\p{N}]+');

-- A run without spaces becomes pairs of neighbouring characters, and in the index its last character too.
create macro search_pairs(run, last) as
    case when regexp_matches(run, '^[\p{Han}\p{Hiragana}\p{Katakana}]')
        then list_transform(range(1, greatest(length(run) + last, 2)), lambda i: substr(run, i, 2))
        else [left(run, 40)] end;

-- Words that stand in every other title and tell nothing.
create macro search_idle(word) as
    word in ('a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'its', 'of', 'on', 'the', 'to', 'with');

create macro search_words(words) as
    list_distinct(list_filter(flatten(list_transform(search_runs(words), lambda run: search_pairs(run, 1))), lambda word: not search_idle(word)));

create macro search_grams(word) as
    list_distinct(list_transform(range(1, length(word) + 1), lambda i: substr('^' || word || '$', i, 3)));

create type shelf as enum ('organisations', 'people', 'places', 'documents', 'figures', 'topics');
create type thing_kind as enum ('organisation', 'person', 'country', 'place', 'document', 'figure', 'topic', 'field');

create table search_event as
select cast(row_number() over (order by starts_on desc, event_id) as integer) as place, rowid as event_row from event order by place;
comment on table search_event is 'Events newest first: the index speaks of them by their place in that order.';
comment on column search_event.place is 'Place of the event, the newest first.';
comment on column search_event.event_row is 'rowid of the event in table event.';

-- Names that a document prints wrong, with the form that is right: found under both.
create temp table misprint as
select subject_kind, subject_id, attribute, unnest([printed, corrected]) as form, printed
from correction where attribute in ('organisation', 'person', 'place', 'country', 'name', 'title', 'spelling');

create table search_misprint as
select subject_id as event_id, string_agg('printed “' || printed || case state when 'applied' then '”, corrected to “' else '”, likely “' end
        || corrected || '”', '; ' order by correction_id) as words
from correction
where subject_kind = 'event' and printed is not null and corrected is not null
    and attribute in ('organisation', 'person', 'place', 'country', 'name', 'title', 'spelling')
group by subject_id order by subject_id;
comment on table search_misprint is 'Names that events print wrong: it says why an event is found by a word that its title has not.';
comment on column search_misprint.event_id is 'The event.';
comment on column search_misprint.words is 'The printed form and the right or likely one.';

create temp table further_form as
select event_id, string_agg(form, ' ') as forms from (
    select m.subject_id as event_id, m.form from misprint m where m.subject_kind = 'event' and m.form is not null
    union all
    -- Of what a further source says differently, the name in its own script.
    select event_id, array_to_string(regexp_extract_all(states, '[\p{Han}]+'), ' ')
    from event_source where differs_on = 'name' and regexp_matches(states, '\p{Han}')
) group by event_id;

create temp table event_text as
select s.place, unnest(search_words(concat_ws(' ', e.title, f.forms))) as word
from event e join search_event s on s.event_row = e.rowid left join further_form f using (event_id);

create temp table counted as
select 'organisation' as kind, organisation_id as id, count(distinct event_id) as events from event_organisation group by organisation_id
union all select 'person', person_id, count(*) from event_person group by person_id
union all select 'country', iso3, count(*) from event_touch group by iso3
union all select 'place', format('{:.4f},{:.4f}', p.lat, p.lon), count(*) from sieve join site p using (site) group by p.lat, p.lon
union all select 'document', document_id, count(*) from event group by document_id
union all select 'topic', topic_id, count(*) from event_topic group by topic_id
union all select 'field', field, count(*) from event group by field;

create temp table post_of as
select person_id, arg_max(post, starts_on) as post from event_person join event using (event_id) where post is not null group by person_id;

create temp table land_of as
select s.site, min(c.name) as land from site s join event e on e.lat = s.lat and e.lon = s.lon left join country c on c.iso3 = e.place_country
group by s.site;

-- Whom a misprint names, with the form that is not its name here.
create temp table also as
with named as (
    select 'organisation' as kind, o.organisation_id as id, o.name, eo.as_printed, eo.event_id
    from event_organisation eo join organisation o using (organisation_id)
    union all
    select 'person', p.person_id, p.name, ep.as_printed, ep.event_id from event_person ep join person p using (person_id)
)
select distinct n.kind, n.id, m.form, case when m.form = m.printed then 'also printed “' else 'likely “' end || m.form || '”' as words
from misprint m join named n on m.subject_kind = 'event' and n.event_id = m.subject_id
where m.printed in (n.as_printed, n.name) and m.form is not null and m.form <> n.name;

create temp table also_told as select kind, id, string_agg(words, ', ' order by words) as words from also group by kind, id;

create temp table thing as
select 'organisations' as shelf, 'organisation' as kind, o.organisation_id as id, o.name as label,
    concat_ws(' · ', o.short_name, o.kind, c.name, a.words) as detail
from organisation o left join country c on c.iso3 = o.country left join also_told a on a.kind = 'organisation' and a.id = o.organisation_id
union all
select 'people', 'person', p.person_id, p.name, concat_ws(' · ', t.post, c.name, a.words)
from person p left join country c on c.iso3 = p.country left join post_of t using (person_id)
    left join also_told a on a.kind = 'person' and a.id = p.person_id
union all
select 'places', 'country', iso3, name, concat_ws(' · ', kind, case when region <> name then region end) from country
union all
select 'places', 'place', format('{:.4f},{:.4f}', s.lat, s.lon), s.place, concat_ws(' · ', 'place', l.land) from site s left join land_of l using (site)
union all
select 'documents', 'document', document_id, coalesce(title, publisher),
    concat_ws(' · ', case when title is null then 'title not recorded' else publisher end, month) from document
union all
select 'figures', 'figure', g.figure_id, s.full_label || ', ' || g.year || ' ' || g.basis,
    regexp_replace(replace(format('{:,.3f}', cast(coalesce(g.bn_cny, g.share_pct) as double)), ',', chr(8239)), '\.?0+$', '') || ' '
        || case when g.bn_cny is null then '%' else 'billion yuan' end || ' · ' || coalesce(d.title, d.publisher)
from figure g join series s using (series_id) join document d using (document_id)
union all
select 'topics', 'topic', topic_id, label, cast(kind as varchar) from topic
union all
select 'topics', 'field', field, label, 'field' from field;

create table search_thing as
select cast(row_number() over (order by t.shelf, t.kind, t.id) as integer) as thing, cast(t.shelf as shelf) as shelf,
    cast(t.kind as thing_kind) as kind, t.id, t.label, t.detail, cast(coalesce(c.events, g.year, 0) as integer) as weight
from thing t left join counted c using (kind, id) left join figure g on t.kind = 'figure' and g.figure_id = t.id order by thing;
comment on table search_thing is 'Everything but events that the search finds and that can be opened.';
comment on column search_thing.thing is 'Its number.';
comment on column search_thing.shelf is 'Heading under which it is listed.';
comment on column search_thing.kind is 'What it is; with the key, its address.';
comment on column search_thing.id is 'Key of the subject.';
comment on column search_thing.label is 'Name for the screen.';
comment on column search_thing.detail is 'What tells it from others of the same name.';
comment on column search_thing.weight is 'Number of its events; of a figure, the year. The greater comes first.';

create temp table thing_form as
select kind, id, label as form from thing
union all select 'organisation', organisation_id, unnest([short_name, aliases]) from organisation
union all select distinct 'organisation', organisation_id, as_printed from event_organisation
union all select kind, id, form from also
union all select 'person', person_id, aliases from person
union all select distinct 'person', person_id, as_printed from event_person
union all select m.subject_kind, m.subject_id, m.form from misprint m where m.subject_kind in ('organisation', 'person', 'document')
union all select 'country', iso3, unnest([aliases, demonym, iso3]) from country
union all select distinct 'place', format('{:.4f},{:.4f}', s.lat, s.lon), e.place from event e join site s on s.lat = e.lat and s.lon = e.lon
union all select 'document', document_id, concat_ws(' ', title, publisher, month, strftime(published, '%B %Y')) from document
union all select 'figure', g.figure_id, concat_ws(' ', s.label, s.full_label, s.level, g.year, g.basis, g.as_printed,
    regexp_replace(cast(coalesce(g.bn_cny, g.share_pct) as varchar), '\.?0+$', ''))
from figure g join series s using (series_id);

-- Aliases stand in one column: each is a form of its own, so that a name typed whole is known as such.
create temp table thing_text as
with form as (
    select kind, id, trim(unnest(string_split(form, ';'))) as form from thing_form where form is not null
), worded as (
    select distinct kind, id, search_words(form) as words from form
)
select t.thing, word, cast(min(len(words)) as tinyint) as size
from (select kind, id, words, unnest(words) as word from worded) w join search_thing t on t.kind = cast(w.kind as thing_kind) and t.id = w.id
group by t.thing, word;

create table search_word as
with counted_word as (
    select word, count(*) as events, 0 as things from event_text group by word
    union all select word, 0, count(*) from thing_text group by word
)
select cast(row_number() over (order by word) as integer) as number, word, cast(sum(events) as integer) as events,
    cast(sum(things) as integer) as things
from counted_word group by word order by number;
comment on table search_word is 'Every word of the index in the order of the alphabet: words that begin alike stand together.';
comment on column search_word.number is 'Its number.';
comment on column search_word.word is 'The word: lower case, no accents; of scripts without spaces a pair of characters.';
comment on column search_word.events is 'How many events have it.';
comment on column search_word.things is 'How many other things have it.';

create table search_event_word as
select w.number as word, t.place, cast(row_number() over (partition by w.number order by t.place) as integer) as nth
from event_text t join search_word w using (word) order by w.number, t.place;
comment on table search_event_word is 'Which events have which word, the newest first.';
comment on column search_event_word.word is 'The word.';
comment on column search_event_word.place is 'The event in search_event.';
comment on column search_event_word.nth is 'Place of the event among those with the word: a search reads so many and no more.';

create table search_thing_word as
select w.number as word, t.thing, t.size from thing_text t join search_word w using (word) order by w.number, t.thing;
comment on table search_thing_word is 'Which things have which word.';
comment on column search_thing_word.word is 'The word.';
comment on column search_thing_word.thing is 'The thing.';
comment on column search_thing_word.size is 'Words of its shortest name that has the word: typed whole, a name comes first.';

-- A slip in a number is another number, so numbers have no trigrams.
create table search_gram as
select gram, letters, number as word
from (select unnest(search_grams(word)) as gram, cast(length(word) as utinyint) as letters, number
    from search_word where length(word) >= 4 and not regexp_matches(word, '[0-9]'))
order by gram, letters, word;
comment on table search_gram is 'Three neighbouring letters of each word: a word with a slip shares most of them with the right one.';
comment on column search_gram.gram is 'Three letters; ^ stands for the beginning and $ for the end.';
comment on column search_gram.letters is 'Length of the word.';
comment on column search_gram.word is 'The word.';

drop table misprint;
drop table further_form;
drop table event_text;
drop table counted;
drop table post_of;
drop table land_of;
drop table thing;
drop table also;
drop table also_told;
drop table thing_form;
drop table thing_text;
