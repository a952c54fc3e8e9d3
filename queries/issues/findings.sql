-- A page of the findings that match, open ones first, with the rule's sentence, the name of what each is about and its document.
-- param  rules              VARCHAR[]  names of checks
-- param  rules_all          BOOLEAN    true = every check
-- param  severities         VARCHAR[]  finding, note
-- param  severities_all     BOOLEAN    true = both
-- param  subject_kinds      VARCHAR[]  document, event, figure, organisation, person
-- param  subject_kinds_all  BOOLEAN    true = every kind
-- param  documents          VARCHAR[]
-- param  documents_all      BOOLEAN    true = every document and none
-- param  states             VARCHAR[]  open, resolved
-- param  states_all         BOOLEAN    true = both
-- param  most               INTEGER    at most so many findings
-- param  skip               INTEGER    leave out so many first
-- column rule               VARCHAR
-- column rule_about         VARCHAR    the rule's sentence
-- column severity           VARCHAR
-- column subject_kind       VARCHAR
-- column subject_id         VARCHAR
-- column name               VARCHAR    of what it is about
-- column message            VARCHAR
-- column evidence           VARCHAR
-- column settles            VARCHAR
-- column resolution         VARCHAR
-- column resolved_by        VARCHAR
-- column resolved_on        DATE
-- column publisher          VARCHAR    of the document it stands in
-- column document_title     VARCHAR
with page as (
    select place, finding_row, event_row, document_id
    from finding_place
    where ($rules_all or list_contains($rules, rule))
        and ($severities_all or list_contains($severities, cast(severity as varchar)))
        and ($subject_kinds_all or list_contains($subject_kinds, cast(subject_kind as varchar)))
        and ($states_all or list_contains($states, case when open then 'open' else 'resolved' end))
        and ($documents_all or list_contains($documents, document_id))
    order by place limit $most offset $skip
)
select f.rule, r.about as rule_about, cast(f.severity as varchar) as severity, cast(f.subject_kind as varchar) as subject_kind, f.subject_id,
    coalesce(e.title, s.full_label || ', ' || g.year, own.title, own.publisher, o.name, n.name, f.subject_id) as name,
    f.message, f.evidence, f.settles, f.resolution, f.resolved_by, f.resolved_on, d.publisher, d.title as document_title
from page p join finding f on f.rowid = p.finding_row join rule r on r.rule = f.rule
    left join event e on e.rowid = p.event_row
    left join figure g on f.subject_kind = 'figure' and g.figure_id = f.subject_id
    left join series s on s.series_id = g.series_id
    left join document own on f.subject_kind = 'document' and own.document_id = f.subject_id
    left join organisation o on f.subject_kind = 'organisation' and o.organisation_id = f.subject_id
    left join person n on f.subject_kind = 'person' and n.person_id = f.subject_id
    left join document d on d.document_id = p.document_id
order by p.place
