-- Whole events at each pair of values of two traits, with the distinct events of each row, of each column and of all.
-- param  starts_on          DATE       first day of a month
-- param  ends_on            DATE       last day of a month
-- param  countries          VARCHAR[]
-- param  countries_all      BOOLEAN    true = every country and none
-- param  fields             VARCHAR[]
-- param  fields_all         BOOLEAN    true = every field
-- param  sources            VARCHAR[]  review, context
-- param  sources_all        BOOLEAN    true = both
-- param  sections           VARCHAR[]
-- param  sections_all       BOOLEAN    true = every section
-- param  kinds              VARCHAR[]  kinds of event
-- param  kinds_all          BOOLEAN    true = every kind
-- param  statuses           VARCHAR[]
-- param  statuses_all       BOOLEAN    true = every status
-- param  organisations      VARCHAR[]
-- param  organisations_all  BOOLEAN    true = every organisation and none
-- param  people             VARCHAR[]
-- param  people_all         BOOLEAN    true = everybody and nobody
-- param  doubt              VARCHAR    with, without a finding; '' = both
-- param  down               VARCHAR    month, year, section, kind, country, organisation, person, field, status, source
-- param  across             VARCHAR    as down
-- param  most_down          INTEGER    at most so many rows: the newest months or years, of else the most met
-- param  most_across        INTEGER    at most so many columns
-- column part               VARCHAR       cell, row, column, all
-- column down_key           INTEGER       order of months, years and what else has an order of its own; -1 = nothing stated
-- column down_label         VARCHAR
-- column across_key         INTEGER
-- column across_label       VARCHAR
-- column events             BIGINT
-- column found              BIGINT        how many rows or columns there are in all
with each as (
    select case $down
            when 'month' then cast(range(year(greatest(s.starts_on, $starts_on)) * 12 + month(greatest(s.starts_on, $starts_on)) - 1,
                year(least(s.ends_on, $ends_on)) * 12 + month(least(s.ends_on, $ends_on))) as integer[])
            when 'year' then cast(range(year(greatest(s.starts_on, $starts_on)), year(least(s.ends_on, $ends_on)) + 1) as integer[])
            when 'section' then [cast(enum_code(s.section) as integer)] when 'kind' then [cast(enum_code(s.kind) as integer)]
            when 'field' then [cast(enum_code(s.field) as integer)] when 'status' then [cast(enum_code(s.status) as integer)]
            when 'source' then [cast(enum_code(s.source) as integer)] when 'country' then cast(s.partners as integer[])
            when 'organisation' then s.organisations when 'person' then s.people end as down,
        case $across
            when 'month' then cast(range(year(greatest(s.starts_on, $starts_on)) * 12 + month(greatest(s.starts_on, $starts_on)) - 1,
                year(least(s.ends_on, $ends_on)) * 12 + month(least(s.ends_on, $ends_on))) as integer[])
            when 'year' then cast(range(year(greatest(s.starts_on, $starts_on)), year(least(s.ends_on, $ends_on)) + 1) as integer[])
            when 'section' then [cast(enum_code(s.section) as integer)] when 'kind' then [cast(enum_code(s.kind) as integer)]
            when 'field' then [cast(enum_code(s.field) as integer)] when 'status' then [cast(enum_code(s.status) as integer)]
            when 'source' then [cast(enum_code(s.source) as integer)] when 'country' then cast(s.partners as integer[])
            when 'organisation' then s.organisations when 'person' then s.people end as across
    from sieve s where s.starts_on <= $ends_on and s.ends_on >= $starts_on
        and ($countries_all or s.number in (
            select t.number from touch t join country_number n using (country) where list_contains($countries, n.iso3)))
        and ($fields_all or list_contains(try_cast($fields as field_key[]), s.field))
        and ($sources_all or list_contains(try_cast($sources as source_kind[]), s.source))
        and ($sections_all or list_contains(try_cast($sections as section[]), s.section))
        and ($kinds_all or list_contains(try_cast($kinds as event_kind[]), s.kind))
        and ($statuses_all or list_contains(try_cast($statuses as event_status[]), s.status))
        and ($organisations_all or list_has_any(s.organisations, (
            select list(n.organisation order by n.organisation) from organisation_number n where list_contains($organisations, n.organisation_id))))
        and ($people_all or list_has_any(s.people, (
            select list(n.person order by n.person) from person_number n where list_contains($people, n.person_id))))
        and ($doubt = '' or (s.findings > 0) = ($doubt = 'with'))
), found as (
    -- Few pairs are met by many events: they are counted before they are spread.
    select down, across, count(*) as events from each group by down, across
), line as (
    select unnest(case when len(down) = 0 then [-1] else down end) as down, across, events from found
), column_of as (
    select unnest(case when len(across) = 0 then [-1] else across end) as across, events from found
), down_total as (
    select down, sum(events) as events, count(*) over () as found,
        row_number() over (order by case when $down in ('month', 'year') then down else sum(events) end desc, down) as place
    from line group by down
), across_total as (
    select across, sum(events) as events, count(*) over () as found,
        row_number() over (order by case when $across in ('month', 'year') then across else sum(events) end desc, across) as place
    from column_of group by across
), label as (
    select 'section' as trait, enum_code(cast(v as section)) as code, v as label from (select unnest(enum_range(null::section)) as v)
    union all
    select 'kind', enum_code(cast(v as event_kind)), v from (select unnest(enum_range(null::event_kind)) as v)
    union all
    select 'status', enum_code(cast(v as event_status)), v from (select unnest(enum_range(null::event_status)) as v)
    union all
    select 'source', enum_code(cast(v as source_kind)), v from (select unnest(enum_range(null::source_kind)) as v)
    union all
    select 'field', enum_code(cast(f.field as field_key)), f.label from field f
    union all
    select 'country', n.country, c.name from country_number n join country c using (iso3)
    union all
    select 'organisation', n.organisation, o.name from organisation_number n join organisation o using (organisation_id)
    union all
    select 'person', n.person, p.name from person_number n join person p using (person_id)
), cell as (
    select down, across, sum(events) as events
    from (select down, unnest(case when len(across) = 0 then [-1] else across end) as across, events from line)
    where down in (select down from down_total where place <= $most_down) and across in (select across from across_total where place <= $most_across)
    group by down, across
), told as (
    select 'cell' as part, down, across, events, cast(null as bigint) as found from cell
    union all
    select 'row', down, cast(null as integer), events, found from down_total where place <= $most_down
    union all
    select 'column', cast(null as integer), across, events, found from across_total where place <= $most_across
    union all
    select 'all', cast(null as integer), cast(null as integer), (select sum(events) from found), cast(null as bigint)
)
select t.part, t.down as down_key,
    case when t.down = -1 then '' when $down = 'month' then (t.down // 12) || '-' || lpad(cast(t.down % 12 + 1 as varchar), 2, '0')
        when $down = 'year' then cast(t.down as varchar) else d.label end as down_label,
    t.across as across_key,
    case when t.across = -1 then '' when $across = 'month' then (t.across // 12) || '-' || lpad(cast(t.across % 12 + 1 as varchar), 2, '0')
        when $across = 'year' then cast(t.across as varchar) else a.label end as across_label,
    cast(coalesce(t.events, 0) as bigint) as events, t.found
from told t left join label d on d.trait = $down and d.code = t.down left join label a on a.trait = $across and a.code = t.across
order by t.part, t.down, t.across
