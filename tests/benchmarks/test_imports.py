"""The scorer of the import on pairs that can be counted by hand, and that every truth beside a fixture is well formed."""

import json
import re
from datetime import date
from typing import Any

import pytest

from benchmarks import imports

STATION = "A station was opened in Lima on 3 May by the Andes Institute (AI) and cost 2 million dollars."
SIGNED = "On 4 May Peru and China signed a paper in Cusco."


def event(passage: str, section: str = "collaboration", **more: Any) -> dict[str, Any]:
    return {
        "section": section,
        "title": passage[:20],
        "passage": passage,
        "date_start": None,
        "date_end": None,
        "date_precision": "unknown",
        "place": None,
        "place_country": None,
        "partner_countries": [],
        "organisations": [],
        "people": [],
        "amount": None,
        "currency": None,
        **more,
    }


def draft(*events: dict[str, Any], budget: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"events": list(events), "budget": list(budget)}


def told(count: imports.Count) -> tuple[int, int, int]:
    return count.right, count.surplus, count.missed


def test_the_truth_against_itself_is_right_in_every_field() -> None:
    one = event(
        STATION, partner_countries=["PER"], date_start="2031-05-03", date_end="2031-05-03", date_precision="day"
    )
    counts = imports.score([(draft(one), draft(one))])
    assert told(counts["events"]) == told(counts["dates"]) == told(counts["countries"]) == (1, 0, 0)
    assert all(count.f1 == 1 for count in counts.values())


def test_two_events_left_in_one_cost_the_second_with_its_values() -> None:
    first, second = event(STATION, partner_countries=["PER"]), event(SIGNED, partner_countries=["PER"])
    merged = event(f"{STATION} {SIGNED}", partner_countries=["PER", "CHL"])
    counts = imports.score([(draft(first, second), draft(merged))])
    assert told(counts["events"]) == (1, 0, 1)
    assert told(counts["countries"]) == (1, 1, 1)
    assert counts["events"].precision == 1 and counts["events"].recall == 0.5
    assert counts["events"].f1 == pytest.approx(2 / 3)


def test_an_event_of_another_section_is_missed_and_too_many() -> None:
    counts = imports.score([(draft(event(STATION)), draft(event(STATION, "diplomacy")))])
    assert told(counts["events"]) == (0, 1, 1)


def test_nothing_found_and_nothing_wanted() -> None:
    one = event(STATION, amount=2e6, currency="USD")
    assert imports.score([(draft(one), draft())])["amounts"].f1 == 0
    assert imports.score([(draft(), draft(one))])["amounts"].precision == 0
    assert imports.score([(draft(), draft())])["amounts"].f1 == 1


@pytest.mark.parametrize(
    ("printed", "written", "same"),
    [
        ("The  Royal Fund (RF)", "royal fund", True),
        ("Institute’s Fund", "Institute's Fund", True),
        ("Royal Fund", "Royal Fund of Peru", False),
        ("Fund for Ice", "Fund for Rice", False),
    ],
)
def test_names_agree_where_two_editors_would(printed: str, written: str, same: bool) -> None:
    assert (imports.plain(printed) == imports.plain(written)) is same


def test_titles_of_address_are_no_part_of_a_name() -> None:
    assert imports.person("Prof. Dr. Mei Lin") == imports.person("Mei Lin")
    assert imports.person("H.E. Mei Lin") == imports.person("Mei Lin")
    assert imports.person("Drusilla Mei") != imports.person("Mei") != imports.person("He Mei")


def test_a_post_may_be_written_either_way() -> None:
    assert imports.post("Director of the Andes Institute (AI)") == imports.post("director, Andes Institute")
    assert imports.post("deputy director") != imports.post("director")


def test_dates_amounts_and_budget_lines_are_right_as_a_whole_or_wrong() -> None:
    want = event(
        STATION, date_start="2031-05-03", date_end="2031-05-03", date_precision="day", amount=2e6, currency="USD"
    )
    got = {**want, "date_precision": "month", "currency": "CNY"}
    lines = {"item": "Defence", "series": "central_defence", "value_bn_cny": 5.0, "growth_pct": 7.2}
    counts = imports.score(
        [(draft(want, budget=(lines,)), draft(got, budget=(lines, {**lines, "growth_pct": 7.0})))],
    )
    assert told(counts["dates"]) == told(counts["amounts"]) == (0, 1, 1)
    assert told(counts["budget lines"]) == (1, 1, 0)


def test_a_date_of_unknown_precision_is_no_date() -> None:
    got = event(STATION, date_start="2031-05-01", date_end="2031-05-31", date_precision="unknown")
    assert told(imports.score([(draft(event(STATION)), draft(got))])["dates"]) == (0, 0, 0)


PATHS = [
    path
    for name in imports.SETS
    if (imports.REVIEWS / name).exists()
    for path in imports.documents(imports.REVIEWS / name)
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_truth_says_only_what_the_draft_may_say(path: Any) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"20[345]\d-\d\d", truth["month"])
    for one in truth["events"]:
        assert one["section"] in ("budget", "collaboration", "breakthrough", "diplomacy")
        assert len(one["title"]) <= 110
        assert (one["date_precision"] == "unknown") == (one["date_start"] is None)
        if one["date_start"]:
            assert date.fromisoformat(one["date_start"]) <= date.fromisoformat(one["date_end"])
        assert (one["amount"] is None) == (one["currency"] is None)
        assert "CHN" not in one["partner_countries"]
        for named in [*one["organisations"], *one["people"]]:
            assert named["name"].casefold() in one["passage"].casefold()
