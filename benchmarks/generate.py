"""Invents a history of any size: `python -m benchmarks.generate --events 1000000 --out DIR`. Nothing in it ever happened.

Titles, people, organisations, documents and places say so themselves; only country codes, fields and the budget figures are real.
It writes DIR/events.parquet and DIR/data (reference rows and documents) and refuses a folder that holds either. The same seed
and number of events make the same rows.
"""

import argparse
import csv
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

import duckdb

from data import build

COUNTRIES, CITIES, SHARE_OF_CHINA = 150, 300, 0.57
ORGANISATIONS, PEOPLE, DOCUMENTS, TOPICS = 2000, 5000, 500, 40
FIRST_YEAR, LAST_YEAR = 2016, 2025
ISSUES_WITH_FIGURES = ("2024-03", "budget-series-2026-11")

# u(k) is the k-th of the event's own random numbers, at least 0 and below 1; zipf(x, n) a rank of 1 to n, the first the most frequent.
MACROS = """
create macro u(seed, i, k) as (hash(seed * 1000003 + k, i) % 1000000) / 1000000.0;
create macro zipf(x, n) as cast(least(n, floor(exp(x * ln(n + 1)))) as integer);
"""

REFERENCE = """
create table country as
select iso3, name, lat, lon, cast(row_number() over (order by hash(iso3, $seed)) as integer) as place
from read_csv($countries, header = true) where kind = 'country' and iso3 <> 'CHN'
qualify place <= $n_countries;

create table organisation as
select cast(i as integer) as place,
    case when i < 400 then 'CHN' when i >= 500 then (select iso3 from country c where c.place = zipf(u($seed, i, 1), $n_countries)) end as country
from range($n_organisations) r(i);

create table person as
select cast(i as integer) as place,
    case when i < 1000 then 'CHN' else (select iso3 from country c where c.place = zipf(u($seed, i, 2), $n_countries)) end as country
from range($n_people) r(i);

create table city as
select cast(i + 1 as integer) as place, case when u($seed, i, 6) < $in_china then 'CHN' else c.iso3 end as country,
    cast(greatest(-89, least(89, case when u($seed, i, 6) < $in_china then 34 else c.lat end + 12 * (u($seed, i, 3) - 0.5))) as decimal(8, 4)) as lat,
    cast(greatest(-179, least(179, case when u($seed, i, 6) < $in_china then 108 else c.lon end + 16 * (u($seed, i, 4) - 0.5))) as decimal(8, 4)) as lon
from range($n_cities) r(i) join country c on c.place = zipf(u($seed, i, 5), $n_countries);
"""

EVENTS = """
with drawn as (
    select i, u($seed, i, 10) as u_section, u($seed, i, 11) as u_kind, u($seed, i, 12) as u_field, u($seed, i, 13) as u_partners,
        u($seed, i, 14) as u_place, u($seed, i, 15) as u_amount, u($seed, i, 16) as u_source, u($seed, i, 17) as u_precision,
        u($seed, i, 18) as u_span, u($seed, i, 19) as u_organisation, u($seed, i, 20) as u_person, u($seed, i, 21) as u_city,
        u($seed, i, 22) as u_status,
        date '{first}-01-01' + cast(floor(pow(u($seed, i, 23), 0.7) * (date '{last}-12-31' - date '{first}-01-01' + 1)) as integer) as day
    from range($events) r(i)
), shaped as (
    select *, case when u_section < 0.0005 then 'budget' when u_section < 0.34 then 'collaboration' when u_section < 0.67 then 'breakthrough'
            else 'diplomacy' end as section,
        u_source < 0.08 as review,
        case when u_precision < 0.88 then 'day' when u_precision < 0.98 then 'month' else 'unknown' end as date_precision,
        list_distinct(list_transform(range(case when u_partners < 0.4 then 0 when u_partners < 0.75 then 1
            else 2 + cast(floor(u_partners * 1000) as integer) % 3 end), lambda k: zipf(u($seed, i, 30 + k), $n_countries))) as ranks,
        case when u_place < 0.62 then 'land' when u_place < 0.67 then 'space' when u_place < 0.69 then 'sea' else 'unknown' end as place_kind
    from drawn
), dated as (
    select *, cast(case date_precision when 'day' then day else date_trunc('month', day) end as date) as starts_on,
        cast(case when date_precision <> 'day' then last_day(day) when u_span < 0.93 then day
            else least(date '{last}-12-31', day + cast(case when u_span < 0.98 then 1 + u_span * 1000 % 9 else 30 + u_span * 10000 % 170 end as integer))
            end as date) as ends_on
    from shaped
), placed as (
    select d.*, case when d.place_kind = 'land' then zipf(d.u_city, $n_cities) end as city,
        case when len(d.ranks) > 0 then (select list(c.iso3 order by c.place) from country c)[d.ranks[1]] end as first_partner
    from dated d
)
select 'i' || lpad(cast(p.i as varchar), 7, '0') as event_id,
    case when p.review then 'invented-review-' || strftime(p.starts_on, '%Y-%m')
        else 'invented-document-' || zipf(p.u_source * 12.5 % 1, $n_documents) end as document_id,
    case when p.review then 'Invented section, paragraph ' || (1 + p.i % 9) else 'whole report' end as locator,
    p.section,
    case p.section
        when 'budget' then 'statement'
        when 'collaboration' then ['agreement', 'research', 'facility', 'mission', 'visit', 'service'][zipf(p.u_kind, 6)]
        when 'breakthrough' then ['technology', 'research', 'mission', 'facility', 'award'][zipf(p.u_kind, 5)]
        else ['meeting', 'visit', 'agreement', 'forum', 'declaration', 'appointment'][zipf(p.u_kind, 6)] end as kind,
    'Invented event ' || p.i || ' of ' || strftime(p.starts_on, '%B %Y') as title,
    'Nothing of this happened: row ' || p.i || ' was invented to measure how fast the screens are.' as summary,
    (select list(field order by sort) from read_csv($fields, header = true))[zipf(p.u_field, 13)] as field,
    p.starts_on, p.ends_on, p.date_precision,
    case p.place_kind when 'land' then 'Invented city ' || p.city when 'space' then 'Invented orbit' when 'sea' then 'Invented sea' end as place,
    p.place_kind, c.country as place_country, c.lat, c.lon,
    ['done', 'ongoing', 'planned', 'announced'][zipf(p.u_status, 4)] as status,
    case when p.u_amount < 0.05 then cast(1000 * (1 + p.i % 9973) as decimal(18, 2)) end as amount,
    case when p.u_amount < 0.05 then ['USD', 'CNY', 'EUR'][1 + p.i % 3] end as currency,
    case when p.u_amount < 0.01 then 'about' end as amount_qualifier,
    case when p.u_amount < 0.05 then 'invented purpose' end as amount_for,
    cast(null as varchar) as as_printed,
    list_transform(p.ranks, lambda r: k.codes[r]) as partners,
    list_filter([
        case when p.section <> 'breakthrough' and p.u_organisation < 0.7 and len(h.organisations) > 0
            then {{'organisation_id': 'invented-organisation-' || h.organisations[zipf(p.u_organisation / 0.7, len(h.organisations))],
                'role': 'partner', 'as_printed': null::varchar}} end,
        case when p.u_organisation * 10 % 1 < 0.4
            then {{'organisation_id': 'invented-organisation-' || (zipf(p.u_organisation * 100 % 1, 400) - 1), 'role': 'host', 'as_printed': null::varchar}} end,
        case when p.section = 'diplomacy' and p.u_organisation * 1000 % 1 < 0.15
            then {{'organisation_id': 'invented-organisation-' || (399 + zipf(p.u_person, 100)), 'role': 'forum', 'as_printed': null::varchar}} end
    ], lambda x: x is not null) as organisations,
    list_filter([
        case when p.section = 'diplomacy' and p.u_person < 0.3 and len(h.people) > 0
            then {{'person_id': 'invented-person-' || h.people[zipf(p.u_person / 0.3, len(h.people))], 'organisation_id': null::varchar,
                'post': 'Invented post', 'as_printed': null::varchar}} end,
        case when p.section = 'diplomacy' and p.u_person * 100 % 1 < 0.15
            then {{'person_id': 'invented-person-' || (zipf(p.u_city, 1000) - 1), 'organisation_id': null::varchar, 'post': 'Invented post',
                'as_printed': null::varchar}} end
    ], lambda x: x is not null) as people,
    case when p.u_field * 1000 % 1 < 0.2 then ['invented-topic-' || (p.i % $n_topics)] else [] end as topics,
    case when p.u_status * 1000 % 1 < 0.1 then [{{'document_id': 'invented-further-' || (p.i % 20), 'locator': 'whole report',
        'differs_on': case when p.u_status * 1000 % 1 < 0.001 then 'status' end,
        'states': case when p.u_status * 1000 % 1 < 0.001 then 'an invented difference' end}}] else [] end as sources
from placed p cross join (select list(iso3 order by place) as codes from country) k
    left join city c on c.place = p.city left join at_home h on h.country = p.first_partner
"""

AT_HOME = """
create table at_home as
select c.iso3 as country, coalesce(o.organisations, []) as organisations, coalesce(p.people, []) as people
from country c
    left join (select country, list(place order by place) as organisations from organisation group by country) o on o.country = c.iso3
    left join (select country, list(place order by place) as people from person group by country) p on p.country = c.iso3
"""


def generate(events: int, out: Path, seed: int = 1) -> None:
    """Write `events` invented events and what they rest on into the folder `out`. Raises FileExistsError when it holds some already."""
    if (out / "data").exists() or (out / "events.parquet").exists():
        raise FileExistsError(f"{out} holds an invented history already; name another folder or delete it.")
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config=build.OFFLINE) as con:
        con.execute(MACROS)
        values = {
            "seed": seed,
            "events": events,
            "countries": str(build.SOURCES / "reference" / "countries.csv"),
            "fields": str(build.SOURCES / "reference" / "fields.csv"),
            "n_countries": COUNTRIES,
            "n_organisations": ORGANISATIONS,
            "n_people": PEOPLE,
            "n_cities": CITIES,
            "in_china": SHARE_OF_CHINA,
            "n_documents": DOCUMENTS,
            "n_topics": TOPICS,
        }
        for statement in [*REFERENCE.split(";\n"), AT_HOME]:
            if statement.strip():
                con.execute(statement, {key: value for key, value in values.items() if f"${key}" in statement})
        _reference(con, out / "data")
        rows = EVENTS.format(first=FIRST_YEAR, last=LAST_YEAR)
        asked = {key: value for key, value in values.items() if f"${key}" in rows}
        con.execute(
            f"copy ({rows}) to '{str(out / 'events.parquet').replace(chr(39), chr(39) * 2)}' (format parquet)", asked
        )


def _reference(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Reference rows and documents as CSV: invented ones, and the project's own countries, fields, series and figures."""
    theirs = build.SOURCES
    (folder / "reference").mkdir(parents=True)
    for name in ("countries.csv", "fields.csv", "series.csv"):
        shutil.copy(theirs / "reference" / name, folder / "reference" / name)
    for issue in ISSUES_WITH_FIGURES:
        (folder / "issues" / issue).mkdir(parents=True)
        for name in ("issue.toml", "documents.csv", "figures.csv"):
            shutil.copy(theirs / "issues" / issue / name, folder / "issues" / issue / name)
    with (theirs / "reference" / "corrections.csv").open(encoding="utf-8", newline="") as file:
        head, *corrections = csv.reader(file)
    kept = [row for row in corrections if row[head.index("subject_kind")] == "figure"]
    _write(folder / "reference" / "corrections.csv", head, kept)
    organisations = con.execute("select place, country from organisation order by place").fetchall()
    _write(
        folder / "reference" / "organisations.csv",
        ["organisation_id", "name", "short_name", "aliases", "country", "kind"],
        [
            (
                f"invented-organisation-{i}",
                f"Invented organisation {i}",
                "",
                "",
                iso3 or "",
                "institute" if iso3 else "multilateral",
            )
            for i, iso3 in organisations
        ],
    )
    people = con.execute("select place, country from person order by place").fetchall()
    _write(
        folder / "reference" / "people.csv",
        ["person_id", "name", "aliases", "country"],
        [(f"invented-person-{i}", f"Invented person {i}", "", iso3 or "") for i, iso3 in people],
    )
    topics = [(f"invented-topic-{i}", f"Invented topic {i}", "theme") for i in range(TOPICS)]
    _write(folder / "reference" / "topics.csv", ["topic_id", "label", "kind"], topics)
    months = [f"{year}-{month:02}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)]
    documents = [
        (f"invented-review-{month}", "review", f"Invented review of {month}", "Invented institute", month, "review")
        for month in months
    ]
    documents += [
        (f"invented-document-{i}", "report", f"Invented report {i}", f"Invented wire {i % 40}", months[-1], "press")
        for i in range(1, DOCUMENTS + 1)
    ]
    documents += [
        (f"invented-further-{i}", "report", f"Invented further report {i}", f"Invented daily {i}", months[-1], "press")
        for i in range(20)
    ]
    home = folder / "issues" / "invented"
    home.mkdir()
    (home / "issue.toml").write_text(
        'document_id = "invented-notes"\nkind = "notes"\ntitle = "Invented history"\npublisher = "benchmarks/generate.py"\n'
        f'month = "{months[-1]}"\npublished = ""\naccessed = ""\nurl = ""\nquality = "copy"\n'
        'note = "Nothing here happened: it was invented to measure how fast the screens are."\n',
        encoding="utf-8",
    )
    _write(
        home / "documents.csv",
        ["document_id", "kind", "title", "publisher", "month", "url", "published", "accessed", "quality", "note"],
        [(i, k, t, p, m, f"https://example.org/{i}", "", "", q, "Invented.") for i, k, t, p, m, q in documents],
    )


def _write(path: Path, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def main() -> int:
    """Generate what the command line asks for; exit 1 where the folder is in use."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Invent a history of any size.")
    reader.add_argument("--events", type=int, required=True, help="how many events")
    reader.add_argument("--out", type=Path, required=True, help="folder that gets events.parquet and data/")
    reader.add_argument("--seed", type=int, default=1, help="another seed, other events")
    asked = reader.parse_args()
    started = perf_counter()
    try:
        generate(asked.events, asked.out, asked.seed)
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{asked.events:,} invented events in {perf_counter() - started:.1f} s: {asked.out / 'events.parquet'}, {asked.out / 'data'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
