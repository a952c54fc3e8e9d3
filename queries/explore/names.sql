-- Everything that a facet can hold, in the order of the screen.
-- column facet  VARCHAR       section, kind, status, organisation, person
-- column value  VARCHAR
-- column label  VARCHAR
with listed as (
    select 'section' as facet, v as value, v as label, enum_code(cast(v as section)) as place from (select unnest(enum_range(null::section)) as v)
    union all
    select 'kind', v, v, enum_code(cast(v as event_kind)) from (select unnest(enum_range(null::event_kind)) as v)
    union all
    select 'status', v, v, enum_code(cast(v as event_status)) from (select unnest(enum_range(null::event_status)) as v)
    union all
    select 'organisation', organisation_id, name, 0 from organisation
    union all
    select 'person', person_id, name, 0 from person
)
select facet, value, label from listed
order by facet, place, label, value
