"""The network of partners and its two other shapes: every node keeps its place, every number is one of the frame."""

from datetime import date
from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pytest

import queries
from charts import diplomacy, diplomacy_timeline, diplomacy_twins, lettering, theme
from charts.network_layout import HOME, PARTNERS, Layout, circle, nodes
from tests.conftest import EVERYTHING

LOOK = theme.load("light")
LAYERS = ["country", "body", "organisation", "person"]


def ask(con: duckdb.DuckDBPyConnection, name: str, **params: Any) -> pd.DataFrame:
    return queries.run(con.cursor(), name, {**EVERYTHING, **params})


def tie(tail: str, head: str, kind: str, events: int = 1, otherwise: str = "") -> dict[str, Any]:
    said = {"head_label": head.title(), "head_name": head.title(), "kinds": "meeting", "review": 0}
    return {"tail": tail, "head": head, "head_kind": kind, "events": events, "otherwise": otherwise, **said}


FILTERS: dict[str, dict[str, Any]] = {
    "one kind": {"kinds": ["meeting"], "kinds_all": False},
    "two kinds": {"kinds": ["agreement", "forum"], "kinds_all": False},
    "one year": {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)},
    "the latest review": {
        "starts_on": date(2024, 3, 1),
        "ends_on": date(2024, 3, 31),
        "sources": ["review"],
        "sources_all": False,
    },
    "one country": {"countries": ["FRA"], "countries_all": False},
    "partners alone": {"layers": ["country", "body"]},
    "people without organisations": {"layers": ["country", "body", "person"]},
}


@pytest.mark.parametrize("asked", FILTERS.values(), ids=FILTERS)
def test_a_node_stays_where_it_was(project: duckdb.DuckDBPyConnection, asked: dict[str, Any]) -> None:
    history = ask(project, "diplomacy/ties")
    layout = Layout(history)
    everything = layout.places(nodes(history))
    shown = nodes(ask(project, "diplomacy/ties", **asked))
    place = layout.places(shown)
    assert set(place) == {*shown, HOME}
    assert place.items() <= everything.items()
    assert place == Layout(history.sample(frac=1, random_state=1)).places(shown)
    absent = layout.empty(place)
    assert not set(absent) & set(shown) and not set(absent.values()) & set(place.values())


def test_no_two_nodes_share_a_row_beside_each_other(project: duckdb.DuckDBPyConnection) -> None:
    history = ask(project, "diplomacy/ties")
    place = Layout(history).places(nodes(history))
    assert len(place) == len(nodes(history)) + 1 > 130
    beside = [(at.x > 0, abs(at.x) > 100, at.row) for key, at in place.items() if key != HOME]
    assert len(set(beside)) == len(beside)


def test_whoever_has_no_place_of_its_own_takes_a_free_one() -> None:
    """Seventy partners, of whom ten have no place: they get one as soon as others leave theirs, and those who stay do not move."""
    heads = [f"state {at:02}" for at in range(70)]
    history = pd.DataFrame([tie(HOME, head, "country", 100 - at) for at, head in enumerate(heads)])
    layout = Layout(history)
    whole = layout.places(nodes(history))
    assert set(whole) == {*heads[:PARTNERS], HOME}
    assert "Drawn: 60 of 70 partners" in diplomacy.left_out(history, layout, 70, 60)
    few = nodes(history[history["head"].isin([heads[3], *heads[65:]])])
    place = layout.places(few)
    assert set(place) == {heads[3], *heads[65:], HOME}
    assert place[heads[3]] == whole[heads[3]]
    assert len(set(place.values())) == len(place)


def test_what_hangs_on_a_partner_takes_the_free_rows_of_its_block() -> None:
    history = pd.DataFrame([tie(HOME, "FRA", "country", 9), tie("FRA", "lab", "organisation", 5)])
    now = pd.DataFrame(
        [tie(HOME, "FRA", "country", 1), tie("FRA", "new", "organisation"), tie("FRA", "two", "organisation")]
    )
    layout = Layout(history)
    assert layout.places(nodes(now))["new"] == layout.places(nodes(history))["lab"]
    assert "two" not in layout.places(nodes(now))
    assert "organisations and people" in diplomacy.left_out(now, layout, 1, 60)


def test_a_body_of_several_countries_is_a_node_without_a_country(invented: duckdb.DuckDBPyConnection) -> None:
    events = ask(invented, "shared/events", section="diplomacy")
    found = nodes(diplomacy.with_titles(ask(invented, "diplomacy/ties"), events))
    assert (found["union"].kind, found["union"].parent, found["union"].mark) == ("body", HOME, "organisation:union")
    assert (found["FRA"].events, found["FRA"].mark) == (1, "country:FRA")
    assert found["FRA"].titles == ["03 Feb 2031, meeting: Invented talks in Beijing"]
    assert found["board-beijing"].partner == "board-beijing"


def test_people_hang_on_their_country_where_their_organisation_is_not_shown(
    invented: duckdb.DuckDBPyConnection,
) -> None:
    assert nodes(ask(invented, "diplomacy/ties", layers=["country", "person"]))["ada-martin"].parent == "FRA"
    found = nodes(ask(invented, "diplomacy/ties"))
    assert (found["ada-martin"].parent, found["ada-martin"].partner) == ("lab-paris", "FRA")


def test_a_person_of_two_organisations_is_one_node_under_the_one_met_more_often() -> None:
    ties = pd.DataFrame(
        [
            tie(HOME, "FRA", "country", 3),
            tie("FRA", "lab", "organisation", 1),
            tie("FRA", "school", "organisation", 2),
            tie("lab", "ada", "person", 1, "FRA"),
            tie("school", "ada", "person", 2, "FRA"),
        ]
    )
    assert (nodes(ties)["ada"].parent, nodes(ties)["ada"].events) == ("school", 3)


def test_the_circle_of_a_node_is_what_it_hangs_on_and_what_hangs_on_it(invented: duckdb.DuckDBPyConnection) -> None:
    found = nodes(ask(invented, "diplomacy/ties"))
    assert circle(found, "FRA") == {HOME, "FRA", "lab-paris", "ada-martin"}
    assert circle(found, "ada-martin") == {HOME, "FRA", "lab-paris", "ada-martin"}
    assert circle(found, "union") == {HOME, "union"}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("picked", ["", "country:FRA", "tie:FRA>cnrs", "country:FRA/agreement", "country:XXX"])
def test_figures_are_what_plotly_takes(project: duckdb.DuckDBPyConnection, mode: theme.Mode, picked: str) -> None:
    look = theme.load(mode)
    ties = ask(project, "diplomacy/ties")
    dated = ask(project, "diplomacy/partner_events", most=200)
    for figure in (
        diplomacy.network(ties, look, Layout(ties), picked),
        diplomacy.network(ask(project, "diplomacy/ties", **FILTERS["the latest review"]), look, Layout(ties), picked),
        diplomacy.network(ties, look, compact=True),
        diplomacy_twins.matrix(ask(project, "diplomacy/partner_kinds"), look),
        diplomacy_timeline.timeline(dated, date(2023, 7, 1), date(2025, 12, 31), look, picked),
    ):
        go.Figure(figure.to_dict())


def test_every_node_and_tie_can_be_picked_once(project: duckdb.DuckDBPyConnection) -> None:
    ties = ask(project, "diplomacy/ties", layers=LAYERS)
    figure = diplomacy.network(ties, LOOK, Layout(ask(project, "diplomacy/ties")))
    marks = [row[0] for trace in figure.data if trace.meta and trace.meta.get("picks") for row in trace.customdata]
    assert len(marks) == len(set(marks))
    assert {node.mark for node in nodes(ties).values()} < set(marks)
    assert {"section:diplomacy", "tie:CHN>FRA", "tie:FRA>cnrs"} < set(marks)


def test_what_is_not_picked_steps_back(invented: duckdb.DuckDBPyConnection) -> None:
    ties = ask(invented, "diplomacy/ties", layers=["country", "body"])
    figure = diplomacy.network(ties, LOOK, picked="country:FRA")
    tone = {
        row[0]: colour
        for trace in figure.data
        if trace.customdata is not None and "color" in trace.marker and not isinstance(trace.marker.color, str)
        for row, colour in zip(trace.customdata, trace.marker.color, strict=True)
    }
    assert tone["country:FRA"] == LOOK.text
    assert tone["organisation:union"] == tone["tie:CHN>union"] == LOOK.quiet


def test_no_partner_leads_among_fewer_than_ten_events() -> None:
    partners = pd.DataFrame({"partner": ["France", "Kenya"], "partner_kind": ["country", "country"], "events": [7, 2]})
    assert diplomacy.headline(partners, 9) == "9 events with 2 countries"
    assert diplomacy.headline(partners, 10) == "10 events with 2 countries; most often France (7)"
    assert diplomacy.headline(partners.head(0), 0) == "No diplomacy events match"


def test_the_matrix_counts_whole_events(project: duckdb.DuckDBPyConnection) -> None:
    counts = ask(project, "diplomacy/partner_kinds")
    partners = ask(project, "diplomacy/partners")
    assert dict(counts.groupby("partner_id").events.sum()) == dict(
        zip(partners.partner_id, partners.events, strict=True)
    )
    heat, marks = diplomacy_twins.matrix(counts, LOOK).data
    assert sum(cell or 0 for row in heat.z for cell in row) == counts.events.sum()
    told = {row[0]: text for row, text in zip(marks.customdata, marks.text, strict=True)}
    assert told["country:FRA/agreement"] == f"3 {theme.MARKS['review']}"
    assert marks.meta["picks"]


def test_the_timeline_has_a_mark_for_each_event_and_partner(project: duckdb.DuckDBPyConnection) -> None:
    dated = ask(project, "diplomacy/partner_events", most=200)
    figure = diplomacy_timeline.timeline(dated, date(2023, 7, 1), date(2025, 12, 31), LOOK)
    marks = [row[0] for trace in figure.data if trace.meta and trace.meta.get("picks") for row in trace.customdata]
    assert sorted(marks) == sorted("event:" + dated.event_id + "@" + dated.partner_id)
    symbols = {trace.marker.symbol for trace in figure.data if trace.meta and trace.meta.get("picks")}
    assert symbols == set(theme.SHAPES.values())


def test_empty_frames_are_said_in_words(invented: duckdb.DuckDBPyConnection) -> None:
    nothing = {"starts_on": date(2040, 1, 1), "ends_on": date(2040, 1, 31)}
    figures = [
        diplomacy.network(ask(invented, "diplomacy/ties", **nothing), LOOK),
        diplomacy_twins.matrix(ask(invented, "diplomacy/partner_kinds", **nothing), LOOK),
        diplomacy_timeline.timeline(
            ask(invented, "diplomacy/partner_events", **nothing), date(2040, 1, 1), date(2040, 1, 31), LOOK
        ),
    ]
    assert all("match" in figure.layout.annotations[0].text for figure in figures)


def test_long_words_are_read_in_short_before_a_name_is_cut() -> None:
    assert lettering.cut("Government of the United States", 140, 14) == "Govt of the US"
    assert lettering.cut("Government of Italy", 140, 14) == "Government of Italy"
    assert lettering.cut("Embassy of the Union", 90, 14) == "Embassy…"


@pytest.mark.parametrize("room", [90, 104, 130, 200])
def test_names_that_begin_alike_stay_apart(project: duckdb.DuckDBPyConnection, room: int) -> None:
    names = sorted({node.label for node in nodes(ask(project, "diplomacy/ties")).values()})
    names += ["Ministry of Foreign Affairs", "Ministry of Foreign Trade", "Ministry"]
    cut = lettering.apart([(name, room, 14) for name in names])
    assert len(set(cut)) == len(names)
    assert max(lettering.width_px(words, 14) for words in cut) <= room


def test_a_narrow_screen_has_a_key_and_every_heading(project: duckdb.DuckDBPyConnection) -> None:
    ties = ask(project, "diplomacy/ties", layers=LAYERS)
    network = diplomacy.network(ties, LOOK, Layout(ties))
    named = {trace.name: trace.meta for trace in network.data if trace.x == (None,)}
    assert {name for name, meta in named.items() if meta.get("wide_only")} == {"Organisation", "Person"}
    assert "no room for the organisations" in network.layout.meta["narrow"]["annotations"][0]["text"]
    alone = diplomacy.network(ask(project, "diplomacy/ties", layers=["country", "body"]), LOOK)
    assert alone.layout.meta["narrow"]["annotations"] == []
    assert (
        diplomacy_twins.matrix(ask(project, "diplomacy/partner_kinds"), LOOK).layout.meta["narrow"]["xaxis"][
            "tickangle"
        ]
        == -90
    )
    dated = ask(project, "diplomacy/partner_events", most=200)
    figure = diplomacy_timeline.timeline(dated, date(2023, 7, 1), date(2025, 12, 31), LOOK)
    narrow = figure.layout.meta["narrow"]["annotations"][0]["text"]
    assert all(theme.plain(field) in narrow for field in dated.field) and narrow.count("<br>") >= 2
