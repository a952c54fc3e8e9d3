-- A page of the documents that match, reviews first, then the newest, with how much rests on each and how many match in all.
-- param  document_kinds      VARCHAR[]  review, report, notes
-- param  document_kinds_all  BOOLEAN    true = every kind
-- param  qualities           VARCHAR[]  review, official, press, copy, transcription
-- param  qualities_all       BOOLEAN    true = every quality
-- param  link                VARCHAR    with, without a web address; '' = both
-- param  words               VARCHAR    that publisher, title, key or note hold; '' = any
-- param  most                INTEGER    at most so many documents
-- param  skip                INTEGER    leave out so many first
-- column document_id         VARCHAR
-- column kind                VARCHAR
-- column title               VARCHAR
-- column publisher           VARCHAR
-- column month               VARCHAR    YYYY-MM
-- column url                 VARCHAR
-- column quality             VARCHAR
-- column note                VARCHAR
-- column events              BIGINT     that stand in it first
-- column further             BIGINT     of other documents that it tells too
-- column figures             BIGINT
-- column findings            BIGINT     that are open
-- column text                VARCHAR    file of its own text, where that lies beside the data
-- column total               BIGINT     documents that match
select d.document_id, cast(d.kind as varchar) as kind, d.title, d.publisher, d.month, d.url, cast(d.quality as varchar) as quality, d.note,
    t.events, t.further, t.figures, t.findings, x.file as text, count(*) over () as total
from document d join document_tally t using (document_id) left join source_text x on x.document_id = d.document_id and x.problem is null
where ($document_kinds_all or list_contains($document_kinds, cast(d.kind as varchar)))
    and ($qualities_all or list_contains($qualities, cast(d.quality as varchar)))
    and ($link = '' or (d.url is not null) = ($link = 'with'))
    and contains(lower(concat_ws(' ', d.document_id, d.publisher, d.title, d.month, d.note)), lower($words))
order by d.kind, d.month desc nulls last, d.publisher, d.document_id limit $most offset $skip
