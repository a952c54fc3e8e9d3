-- Names of all organisations and people.
-- column kind  VARCHAR       organisation, person
-- column id    VARCHAR
-- column name  VARCHAR
select 'organisation' as kind, organisation_id as id, name from organisation
union all
select 'person' as kind, person_id as id, name from person
order by kind, name, id
