-- A review reports an event of another month, or a report an event later than itself.
-- severity finding
-- settles The day in a second report, or the document's month.
select 'event' as subject_kind, e.event_id as subject_id,
    'Dated ' || strftime(e.starts_on, '%Y-%m-%d') || case when e.ends_on > e.starts_on then ' to ' || strftime(e.ends_on, '%Y-%m-%d') else '' end
        || ', but its document is of ' || d.month || '.' as message,
    d.publisher || ', ' || e.locator || coalesce(': ' || e.as_printed, '') as evidence
from event e join document d using (document_id)
where e.status in ('done', 'ongoing') and d.kind <> 'notes' and (
    e.starts_on > last_day(cast(d.month || '-01' as date))
    or (d.kind = 'review' and e.ends_on < cast(d.month || '-01' as date)))
order by all
