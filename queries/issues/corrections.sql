-- A page of the corrections in some states, with the name of what each is about and how many match in all.
-- param  states        VARCHAR[]  applied, suggested, noted
-- param  states_all    BOOLEAN    true = every state
-- param  most          INTEGER    at most so many corrections
-- param  skip          INTEGER    leave out so many first
-- column subject_kind  VARCHAR
-- column subject_id    VARCHAR
-- column name          VARCHAR    of what it is about
-- column attribute     VARCHAR
-- column printed       VARCHAR
-- column corrected     VARCHAR
-- column state         VARCHAR
-- column reason        VARCHAR
-- column source        VARCHAR
-- column total         BIGINT     corrections that match
select cast(c.subject_kind as varchar) as subject_kind, c.subject_id,
    coalesce(e.title, s.full_label || ', ' || g.year, d.title, d.publisher, o.name, p.name, c.subject_id) as name,
    c.attribute, c.printed, c.corrected, cast(c.state as varchar) as state, c.reason, c.source, count(*) over () as total
from correction c
    left join event e on c.subject_kind = 'event' and e.event_id = c.subject_id
    left join figure g on c.subject_kind = 'figure' and g.figure_id = c.subject_id
    left join series s on s.series_id = g.series_id
    left join document d on c.subject_kind = 'document' and d.document_id = c.subject_id
    left join organisation o on c.subject_kind = 'organisation' and o.organisation_id = c.subject_id
    left join person p on c.subject_kind = 'person' and p.person_id = c.subject_id
where $states_all or list_contains($states, cast(c.state as varchar))
order by c.state, name, c.attribute, c.correction_id limit $most offset $skip
