-- Tables of the dashboard. Keys, enums and checks are enforced by DuckDB; the comments are the data dictionary.

create type document_kind as enum ('review', 'report', 'notes');
create type document_quality as enum ('review', 'official', 'press', 'copy', 'transcription');
create type section as enum ('budget', 'collaboration', 'breakthrough', 'diplomacy');
create type event_kind as enum ('agreement', 'meeting', 'visit', 'forum', 'declaration', 'facility', 'mission', 'research',
    'technology', 'service', 'appointment', 'award', 'statement');
create type date_precision as enum ('day', 'month', 'unknown');
create type event_status as enum ('done', 'ongoing', 'planned', 'announced');
create type place_kind as enum ('land', 'sea', 'polar', 'space', 'unknown');
create type country_kind as enum ('country', 'territory', 'antarctica');
create type organisation_kind as enum ('agency', 'ministry', 'academy', 'institute', 'university', 'company', 'funder', 'multilateral',
    'embassy', 'society', 'government', 'forum', 'facility', 'project', 'other');
create type topic_kind as enum ('project', 'theme');
create type budget_level as enum ('central', 'central_incl_transfers', 'national', 'all_sectors');
create type figure_basis as enum ('draft', 'approved', 'executed', 'final', 'preliminary', 'revised', 'awarded');
create type growth_against as enum ('previous year executed', 'previous year draft', 'previous budget', 'not stated');
create type figure_unit as enum ('billion yuan', 'percent of GDP', 'percent of GERD');
create type subject_kind as enum ('document', 'event', 'figure', 'organisation', 'person');
create type correction_state as enum ('applied', 'suggested', 'noted');
create type severity as enum ('error', 'finding', 'note');
create type claim_kind as enum ('largest growth', 'smallest growth', 'largest amount', 'smallest amount');

create table document (
    document_id varchar primary key check (regexp_full_match(document_id, '[a-z0-9][a-z0-9-]*')),
    folder varchar not null,
    kind document_kind not null,
    title varchar,
    publisher varchar not null,
    month varchar check (regexp_full_match(month, '\d{4}-(0[1-9]|1[0-2])')),
    url varchar check (regexp_full_match(url, 'https?://[^\s<>"\\]+')),
    published date,
    accessed date,
    quality document_quality not null,
    note varchar,
    check (kind <> 'review' or month is not null)
);
comment on table document is 'Everything a fact can rest on: the monthly review, public reports, research notes.';
comment on column document.document_id is 'Readable key, lower case with hyphens.';
comment on column document.folder is 'Folder under data/issues/ whose files name the document.';
comment on column document.kind is 'review = the institute''s monthly review; report = public reporting or an official report; notes = the editors'' own notes.';
comment on column document.title is 'Title as published; in square brackets where the compiler describes it; empty where it was not recorded.';
comment on column document.publisher is 'Who published it.';
comment on column document.month is 'Month it is about or was published in, YYYY-MM.';
comment on column document.url is 'Web address; empty where it is lost in the print or was read on a copy not worth linking.';
comment on column document.published is 'Day of publication, where known.';
comment on column document.accessed is 'Day on which the editors read it.';
comment on column document.quality is 'How near to the origin: review, official, press, copy (read on a copy), transcription (of the finance ministry''s report).';
comment on column document.note is 'What a reader must know before relying on it.';

create table country (
    iso3 varchar primary key check (regexp_full_match(iso3, '[A-Z]{3}')),
    name varchar not null unique,
    aliases varchar,
    demonym varchar,
    region varchar not null,
    lat decimal(8, 4) not null check (lat between -90 and 90),
    lon decimal(8, 4) not null check (lon between -180 and 180),
    kind country_kind not null
);
comment on table country is 'Countries and territories of ISO 3166-1.';
comment on column country.iso3 is 'ISO 3166-1 alpha-3 code.';
comment on column country.name is 'Short English name.';
comment on column country.aliases is 'Other names, separated by semicolons.';
comment on column country.demonym is 'What its people and things are called, e.g. French.';
comment on column country.region is 'Continent.';
comment on column country.lat is 'Latitude of the label point in degrees north.';
comment on column country.lon is 'Longitude of the label point in degrees east.';
comment on column country.kind is 'country, territory or antarctica. Territories (Hong Kong among them) are places, never partner countries.';

create table field (
    field varchar primary key,
    label varchar not null unique,
    sort integer not null unique
);
comment on table field is 'Fields of science and technology.';
comment on column field.field is 'Key used in the files and in links.';
comment on column field.label is 'Words for the screen.';
comment on column field.sort is 'Order on the screen.';

create table topic (
    topic_id varchar primary key,
    label varchar not null,
    kind topic_kind not null
);
comment on table topic is 'Projects and themes that tie events together.';
comment on column topic.topic_id is 'Readable key.';
comment on column topic.label is 'Words for the screen.';
comment on column topic.kind is 'project = one undertaking with several events; theme = a broad subject.';

create table organisation (
    organisation_id varchar primary key,
    name varchar not null unique,
    short_name varchar,
    aliases varchar,
    country varchar references country (iso3),
    kind organisation_kind not null
);
comment on table organisation is 'Organisations under one name each.';
comment on column organisation.organisation_id is 'Readable key.';
comment on column organisation.name is 'Name in current English use.';
comment on column organisation.short_name is 'Usual abbreviation.';
comment on column organisation.aliases is 'Other printed forms, separated by semicolons.';
comment on column organisation.country is 'Home country or territory; empty for bodies of several countries such as ESA and ITER.';
comment on column organisation.kind is 'What sort of body it is.';

create table person (
    person_id varchar primary key,
    name varchar not null,
    aliases varchar,
    country varchar references country (iso3)
);
comment on table person is 'People named in the events.';
comment on column person.person_id is 'Readable key.';
comment on column person.name is 'Name; a garbled print is kept and carries a correction.';
comment on column person.aliases is 'Other printed forms, separated by semicolons.';
comment on column person.country is 'Country the person speaks for; empty for staff of bodies of several countries.';

create table series (
    series_id varchar primary key,
    line varchar not null,
    label varchar not null,
    full_label varchar not null,
    level budget_level not null,
    unit figure_unit not null,
    scope varchar not null,
    sort integer not null unique
);
comment on table series is 'What a run of yearly figures measures.';
comment on column series.series_id is 'Readable key.';
comment on column series.line is 'Budget line, the same for every level.';
comment on column series.label is 'Short words for the screen.';
comment on column series.full_label is 'The line in full.';
comment on column series.level is 'central = the central government''s own spending; central_incl_transfers = with transfers to local governments; national = central and local; all_sectors = the whole economy. Never drawn as one line.';
comment on column series.unit is 'Unit of the values.';
comment on column series.scope is 'What is in the figure and what is not.';
comment on column series.sort is 'Order on the screen.';

create table figure (
    figure_id varchar primary key,
    document_id varchar not null references document (document_id),
    locator varchar not null check (locator <> ''),
    series_id varchar not null references series (series_id),
    year integer not null check (year between 1990 and 2100),
    basis figure_basis not null,
    bn_cny decimal(12, 3) check (bn_cny > 0),
    share_pct decimal(6, 3) check (share_pct between 0 and 100),
    growth_pct decimal(6, 2) check (growth_pct > -100),
    growth_against growth_against,
    level budget_level not null,
    level_stated boolean not null,
    rounded boolean not null,
    as_printed varchar,
    unique (series_id, year, basis, document_id),
    check ((bn_cny is null) <> (share_pct is null)),
    check ((growth_pct is null) = (growth_against is null))
);
comment on table figure is 'One figure of one document: a series, a year and a basis.';
comment on column figure.figure_id is 'Readable key.';
comment on column figure.document_id is 'The document that states it.';
comment on column figure.locator is 'Where in the document: section and paragraph, page or table; "page not recorded" where the compiler noted none.';
comment on column figure.series_id is 'What it measures.';
comment on column figure.year is 'Budget or statistical year.';
comment on column figure.basis is 'draft = put to the National People''s Congress; approved = passed by it; executed = spent, as reported a year later; final = audited or final statistics; preliminary = first estimate; revised = changed later; awarded = granted.';
comment on column figure.bn_cny is 'Amount in billion yuan (10^9 CNY).';
comment on column figure.share_pct is 'Share in percent, for series that are shares.';
comment on column figure.growth_pct is 'Growth as the document states it, in percent; never computed here.';
comment on column figure.growth_against is 'What the stated growth is measured against, in the words of the document; previous budget = it does not say whether draft or executed.';
comment on column figure.level is 'Level of government the figure belongs to.';
comment on column figure.level_stated is 'Whether the document itself says which level; false = placed by the editors.';
comment on column figure.rounded is 'Whether the document rounds the figure.';
comment on column figure.as_printed is 'The printed words of amount and growth, where recorded.';

create table event (
    event_id varchar primary key check (regexp_full_match(event_id, '[a-z0-9][a-z0-9-]*')),
    document_id varchar not null references document (document_id),
    locator varchar not null check (locator <> ''),
    section section not null,
    kind event_kind not null,
    title varchar not null check (title <> ''),
    summary varchar not null,
    field varchar not null references field (field),
    starts_on date not null,
    ends_on date not null,
    date_precision date_precision not null,
    place varchar,
    place_kind place_kind not null,
    place_country varchar references country (iso3),
    lat decimal(8, 4) check (lat between -90 and 90),
    lon decimal(8, 4) check (lon between -180 and 180),
    status event_status not null,
    amount decimal(18, 2) check (amount > 0),
    currency varchar check (regexp_full_match(currency, '[A-Z]{3}')),
    amount_qualifier varchar,
    amount_for varchar,
    as_printed varchar,
    check (starts_on <= ends_on),
    check (starts_on >= date '1949-01-01' and ends_on < date '2100-01-01'),
    check ((lat is null) = (lon is null)),
    check ((amount is null) = (currency is null)),
    check ((place is null) = (place_kind = 'unknown')),
    check (date_precision = 'day' or (starts_on = date_trunc('month', starts_on) and ends_on = last_day(ends_on)))
);
comment on table event is 'Something that happened, as one document reports it.';
comment on column event.event_id is 'Readable key.';
comment on column event.document_id is 'The document that reports it; further ones stand in event_source.';
comment on column event.locator is 'Where in the document: section and paragraph.';
comment on column event.section is 'Section of the review it belongs to.';
comment on column event.kind is 'Kind of tie or of result: agreement, meeting, visit, forum, declaration, facility, mission, research, technology, service, appointment, award, statement.';
comment on column event.title is 'What happened, in the editors'' words.';
comment on column event.summary is 'The facts in a sentence or two, in the editors'' words.';
comment on column event.field is 'Field of science and technology.';
comment on column event.starts_on is 'First day. With precision month: first of the month; unknown: first of the document''s month.';
comment on column event.ends_on is 'Last day; the same as starts_on for one day. With precision month or unknown: last of the month.';
comment on column event.date_precision is 'day = dated to the day; month = to the month; unknown = the document gives no date.';
comment on column event.place is 'Place as reported.';
comment on column event.place_kind is 'land, sea, polar (Arctic, Antarctic), space (orbit, Moon), unknown (no place reported).';
comment on column event.place_country is 'Country or territory of the place. A place is not a partner.';
comment on column event.lat is 'Latitude of the city or site in degrees north; empty off Earth and where only a country is known.';
comment on column event.lon is 'Longitude of the city or site in degrees east.';
comment on column event.status is 'done, ongoing, planned or announced, as the document says.';
comment on column event.amount is 'Amount of money in units of the currency.';
comment on column event.currency is 'ISO 4217 code.';
comment on column event.amount_qualifier is 'Words that limit the amount, e.g. about.';
comment on column event.amount_for is 'What the money is for.';
comment on column event.as_printed is 'The printed words of date and amount, where recorded.';

create table event_country (
    event_id varchar not null references event (event_id),
    iso3 varchar not null references country (iso3),
    primary key (event_id, iso3)
);
comment on table event_country is 'Partner countries of an event: none, one or many.';
comment on column event_country.event_id is 'The event.';
comment on column event_country.iso3 is 'The partner country.';

create table event_organisation (
    event_id varchar not null references event (event_id),
    organisation_id varchar not null references organisation (organisation_id),
    role varchar not null,
    as_printed varchar,
    primary key (event_id, organisation_id, role)
);
comment on table event_organisation is 'Organisations of an event.';
comment on column event_organisation.event_id is 'The event.';
comment on column event_organisation.organisation_id is 'The organisation.';
comment on column event_organisation.role is 'Its part: host, signatory, builder, ...';
comment on column event_organisation.as_printed is 'Its name as the document prints it.';

create table event_person (
    event_id varchar not null references event (event_id),
    person_id varchar not null references person (person_id),
    organisation_id varchar references organisation (organisation_id),
    post varchar,
    as_printed varchar,
    primary key (event_id, person_id)
);
comment on table event_person is 'People of an event.';
comment on column event_person.event_id is 'The event.';
comment on column event_person.person_id is 'The person.';
comment on column event_person.organisation_id is 'The organisation the person speaks for, where the document names one.';
comment on column event_person.post is 'Post or affiliation at the time, as the document gives it.';
comment on column event_person.as_printed is 'The name as the document prints it.';

create table event_topic (
    event_id varchar not null references event (event_id),
    topic_id varchar not null references topic (topic_id),
    primary key (event_id, topic_id)
);
comment on table event_topic is 'Projects and themes of an event.';
comment on column event_topic.event_id is 'The event.';
comment on column event_topic.topic_id is 'The project or theme.';

create table event_source (
    event_id varchar not null references event (event_id),
    document_id varchar not null references document (document_id),
    locator varchar not null check (locator <> ''),
    differs_on varchar check (differs_on in ('starts_on', 'amount', 'place', 'name', 'post', 'status')),
    states varchar,
    check ((differs_on is null) or (states is not null)),
    unique (event_id, document_id, states)
);
comment on table event_source is 'Further sources of an event, and what they say differently.';
comment on column event_source.event_id is 'The event.';
comment on column event_source.document_id is 'The further document.';
comment on column event_source.locator is 'Where in it.';
comment on column event_source.differs_on is 'Which fact it states differently; empty = it agrees or adds.';
comment on column event_source.states is 'What it says.';

create table correction (
    correction_id varchar primary key,
    subject_kind subject_kind not null,
    subject_id varchar not null,
    attribute varchar not null,
    printed varchar,
    corrected varchar,
    state correction_state not null,
    reason varchar not null,
    source varchar not null,
    check (state <> 'applied' or (printed is not null and corrected is not null))
);
comment on table correction is 'Where a document is wrong, garbled or in doubt. The printed form is kept.';
comment on column correction.correction_id is 'Readable key.';
comment on column correction.subject_kind is 'What is corrected.';
comment on column correction.subject_id is 'Key of the subject.';
comment on column correction.attribute is 'Which statement of the subject.';
comment on column correction.printed is 'The printed words; empty where the doubt is that nothing is printed.';
comment on column correction.corrected is 'The corrected or likely form; empty where none is known.';
comment on column correction.state is 'applied = screens show the corrected form and keep the print beside it; suggested = the print stays, the likely form is shown beside it; noted = a doubt without a better form.';
comment on column correction.reason is 'Why.';
comment on column correction.source is 'What the correction rests on.';

create table claim (
    document_id varchar not null references document (document_id),
    locator varchar not null check (locator <> ''),
    figure_id varchar not null references figure (figure_id),
    claim claim_kind not null,
    as_printed varchar not null check (as_printed <> ''),
    primary key (document_id, figure_id, claim)
);
comment on table claim is 'What a document claims of one figure against its others, in printed words; the checks hold it against the figures.';
comment on column claim.document_id is 'The document that claims it.';
comment on column claim.locator is 'Where in the document.';
comment on column claim.figure_id is 'The figure it is claimed of.';
comment on column claim.claim is 'What is claimed: largest or smallest, of growth or of amount, among the figures of the document.';
comment on column claim.as_printed is 'The printed words of the claim.';

create table source_text (
    document_id varchar primary key references document (document_id),
    file varchar not null,
    paragraphs integer not null,
    problem varchar
);
comment on table source_text is 'Documents whose own text lies beside their folder: source.txt, .md, .pdf or .docx. The text is not shipped.';
comment on column source_text.document_id is 'The folder''s own document.';
comment on column source_text.file is 'File it was read from.';
comment on column source_text.paragraphs is 'How many paragraphs were found, headings counted.';
comment on column source_text.problem is 'Why it could not be read; empty where it could.';

create table passage (
    document_id varchar not null references document (document_id),
    locator varchar not null,
    words varchar not null,
    primary key (document_id, locator)
);
comment on table passage is 'The text of the place that a locator names; only of documents whose own text lies beside their folder.';
comment on column passage.document_id is 'The document.';
comment on column passage.locator is 'As in event, figure and claim.';
comment on column passage.words is 'The paragraph, without marks of Markdown, soft hyphens and line breaks.';

create table editing (
    subject_kind subject_kind not null check (subject_kind in ('event', 'figure')),
    subject_id varchar not null,
    entered_by varchar not null check (entered_by <> ''),
    entered_on date not null,
    checked_by varchar,
    checked_on date,
    primary key (subject_kind, subject_id),
    check ((checked_by is null) = (checked_on is null)),
    check (checked_on >= entered_on)
);
comment on table editing is 'Who entered and who checked a fact. Events from Parquet have no row.';
comment on column editing.subject_kind is 'event or figure.';
comment on column editing.subject_id is 'Key of the subject.';
comment on column editing.entered_by is 'Who entered it.';
comment on column editing.entered_on is 'Day on which it was entered.';
comment on column editing.checked_by is 'Who checked it against the document; empty = unchecked.';
comment on column editing.checked_on is 'Day of the check.';

create table rule (
    rule varchar primary key,
    severity severity not null,
    about varchar not null,
    settles varchar not null
);
comment on table rule is 'The checks of the build: one row per file under data/checks/.';
comment on column rule.rule is 'Name of the file, without .sql.';
comment on column rule.severity is 'error = stops a build; finding = a doubt an editor should settle; note = what a reader should know.';
comment on column rule.about is 'What the check holds, or what it finds, as a sentence.';
comment on column rule.settles is 'What would settle a finding.';

create table finding (
    rule varchar not null,
    severity severity not null,
    subject_kind subject_kind not null,
    subject_id varchar not null,
    message varchar not null,
    evidence varchar not null,
    settles varchar not null,
    resolution varchar,
    resolved_by varchar,
    resolved_on date
);
comment on table finding is 'What the checks of the build found doubtful. One rule may say several things of one subject.';
comment on column finding.rule is 'File of the check under data/checks/, without .sql.';
comment on column finding.severity is 'As in rule; error stops a build, so a served database holds findings and notes only.';
comment on column finding.subject_kind is 'What it is about.';
comment on column finding.subject_id is 'Key of the subject.';
comment on column finding.message is 'The doubt as a sentence.';
comment on column finding.evidence is 'The values it rests on.';
comment on column finding.settles is 'What would settle it.';
comment on column finding.resolution is 'Note of the editor who resolved it; empty = open. It stands for all that the rule says of the subject.';
comment on column finding.resolved_by is 'Who resolved it.';
comment on column finding.resolved_on is 'Day on which it was resolved.';

create table dataset (
    version varchar primary key,
    first_month date not null,
    last_month date not null,
    latest_review varchar not null references document (document_id),
    latest_review_month date not null
);
comment on table dataset is 'One row: what this database is.';
comment on column dataset.version is 'Fingerprint of all inputs.';
comment on column dataset.first_month is 'First day of the first month with an event.';
comment on column dataset.last_month is 'First day of the last month with an event.';
comment on column dataset.latest_review is 'Newest review of the institute.';
comment on column dataset.latest_review_month is 'First day of its month.';

create view listing as
select e.event_id, e.section, e.kind, e.title, e.summary, e.field, f.label as field_label, f.sort as field_sort,
    e.starts_on, e.ends_on, e.date_precision, e.place, e.place_kind, e.place_country, e.lat, e.lon, e.status,
    e.amount, e.currency, e.amount_qualifier, e.amount_for, e.as_printed,
    case d.kind when 'review' then 'review' else 'context' end as source,
    e.document_id, e.locator, d.publisher, d.title as document_title, d.url, d.quality
from event e join document d using (document_id) join field f using (field);
comment on view listing is 'One row per event with its field and its document, and whether the review or context reporting tells it.';

create view event_touch as
select event_id, iso3 from event_country
union
select event_id, place_country as iso3 from event where place_country is not null;
comment on view event_touch is 'Countries an event touches, as a partner or as the place: what the country filter looks at.';
