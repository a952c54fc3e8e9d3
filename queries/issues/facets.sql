-- Number of findings at each value of each facet, each within the other facets, and of all that match.
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
-- column facet              VARCHAR    rule, severity, subject, state, document, all
-- column value              VARCHAR
-- column label              VARCHAR
-- column findings           BIGINT
with judged as (
    select rule, severity, subject_kind, open, document_id, findings,
        $rules_all or list_contains($rules, rule) as of_rule,
        $severities_all or list_contains($severities, cast(severity as varchar)) as of_severity,
        $subject_kinds_all or list_contains($subject_kinds, cast(subject_kind as varchar)) as of_subject,
        $states_all or list_contains($states, case when open then 'open' else 'resolved' end) as of_state,
        $documents_all or coalesce(list_contains($documents, document_id), false) as of_document
    from finding_tally
), counted as (
    select 'rule' as facet, rule as value, rule as label,
        coalesce(sum(findings) filter (where of_severity and of_subject and of_state and of_document), 0) as findings from judged group by rule
    union all
    select 'severity', cast(severity as varchar), cast(severity as varchar),
        coalesce(sum(findings) filter (where of_rule and of_subject and of_state and of_document), 0) from judged group by severity
    union all
    select 'subject', cast(subject_kind as varchar), cast(subject_kind as varchar),
        coalesce(sum(findings) filter (where of_rule and of_severity and of_state and of_document), 0) from judged group by subject_kind
    union all
    select 'state', s.state, s.state, coalesce((
        select sum(j.findings) from judged j
        where j.open = (s.state = 'open') and j.of_rule and j.of_severity and j.of_subject and j.of_document), 0)
    from (select unnest(['open', 'resolved']) as state) s
    union all
    select 'document', j.document_id, concat_ws(', ', any_value(d.publisher), any_value(coalesce(d.title, d.month))),
        coalesce(sum(j.findings) filter (where j.of_rule and j.of_severity and j.of_subject and j.of_state), 0)
    from judged j join document d using (document_id) group by j.document_id
    union all
    select 'all', '', '', coalesce(sum(findings), 0) from judged where of_rule and of_severity and of_subject and of_state and of_document
)
select facet, value, label, cast(findings as bigint) as findings from counted
order by facet, label, value
