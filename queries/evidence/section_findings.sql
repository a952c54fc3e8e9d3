-- The open doubts that a badge counts: about events of a section that match the filters, or about some figures; missing links and notes left aside.
-- param  section        VARCHAR        '' = no events
-- param  figures        VARCHAR[]
-- param  starts_on      DATE           first day of a month
-- param  ends_on        DATE           last day of a month
-- param  countries      VARCHAR[]
-- param  countries_all  BOOLEAN        true = every country and none
-- param  fields         VARCHAR[]
-- param  fields_all     BOOLEAN        true = every field
-- param  sources        VARCHAR[]      review, context
-- param  sources_all    BOOLEAN        true = both
-- param  kinds          VARCHAR[]      kinds of event
-- param  kinds_all      BOOLEAN        true = every kind
-- param  most           INTEGER        at most so many findings
-- column subject_kind  VARCHAR
-- column subject_id    VARCHAR
-- column name          VARCHAR
-- column rule          VARCHAR
-- column message       VARCHAR
-- column evidence      VARCHAR
-- column settles       VARCHAR
-- column resolution    VARCHAR
-- column resolved_by   VARCHAR
-- column resolved_on   DATE
-- column total         BIGINT
with named as (
    select f.subject_kind, f.subject_id, e.title as name, f.rule, f.message, f.evidence, f.settles, f.resolution, f.resolved_by, f.resolved_on
    from finding f join event e on f.subject_kind = 'event' and e.event_id = f.subject_id join sieve s on s.event_row = e.rowid
    where f.severity = 'finding' and f.resolution is null and f.rule <> 'missing_link' and s.section = try_cast($section as section)
        and s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and ($countries_all or s.number in (
            select t.number from touch t join country_number n using (country) where list_contains($countries, n.iso3)))
    union all
    select f.subject_kind, f.subject_id, s.full_label || ', ' || g.year, f.rule, f.message, f.evidence, f.settles, f.resolution, f.resolved_by, f.resolved_on
    from finding f join figure g on f.subject_kind = 'figure' and g.figure_id = f.subject_id join series s using (series_id)
    where f.severity = 'finding' and f.resolution is null and list_contains($figures, f.subject_id)
)
select cast(subject_kind as varchar) as subject_kind, subject_id, name, rule, message, evidence, settles, resolution, resolved_by, resolved_on,
    count(*) over () as total
from named
order by name, rule, message limit $most
