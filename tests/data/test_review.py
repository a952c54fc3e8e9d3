"""What an editor does with a draft: each step gives a new draft, refuses with row and field, and loses nothing that is printed."""

from copy import deepcopy
from typing import Any

import pytest

from data.importer import known, review
from tests.conftest import FIXTURES

FACTS = known.read(FIXTURES)
FIRST = "On 5 February Ohm Institute (OI) and Lab Alpha opened a station in Paris for 2 million euros."
SECOND = "On 7 February Ada Vale of Lab Beta spoke about it in Rome with Ohm Institute (OI)."
TEXT = f"{FIRST} {SECOND}"


def span(field: str, value: str, words: str, start: int = 0) -> dict[str, Any]:
    at = TEXT.index(words, start)
    return {
        "field": field,
        "value": value,
        "paragraph": 1,
        "start": at,
        "end": at + len(words),
        "sure": True,
        "why": "",
    }


def event(**other: Any) -> dict[str, Any]:
    return {
        "id": "e1", "section": "collaboration", "kind": "facility", "status": "done", "title": "Two bodies open a station",
        "summary": "It is the first of its sort.", "field": "space", "date_start": "2031-02-05", "date_end": "2031-02-05",
        "date_precision": "day", "place": "Paris", "place_kind": "land", "place_country": "FRA", "lat": 48.8, "lon": 2.3,
        "partner_countries": ["FRA"], "topics": [], "amount": 2000000, "currency": "EUR", "amount_qualifier": None, "amount_for": None,
        "locator": "Collaboration, paragraph 1", "passage": TEXT, "links": [], "confidence": 0.9, "state": "proposed",
        "organisations": [
            {"name": "Ohm Institute (OI)", "short": "OI", "country": None, "role": "builder", "organisation_id": None},
            {"name": "Lab Alpha", "short": None, "country": None, "role": "builder", "organisation_id": None},
            {"name": "Lab Beta", "short": None, "country": None, "role": "speaker", "organisation_id": None},
        ],
        "people": [{"name": "Ada Vale", "post": "of Lab Beta", "country": None, "person_id": None}],
        "spans": [
            span("date", "2031-02-05", "5 February"), span("date", "2031-02-07", "7 February"),
            span("organisations", "Ohm Institute (OI)", "Ohm Institute"), span("organisations", "Lab Alpha", "Lab Alpha"),
            span("organisations", "Lab Beta", "Lab Beta"), span("people", "Ada Vale", "Ada Vale"),
            span("place", "Paris", "Paris"), span("partner_countries", "FRA", "Paris"), span("amount", "2000000 EUR", "2 million euros"),
        ],
        "unsure": [{"field": "organisations", "why": "not known yet"}],
        **other,
    }  # fmt: skip


def draft(*events: dict[str, Any], **other: Any) -> dict[str, Any]:
    paragraphs = [
        {"text": "Collaboration", "heading": True, "locator": None, "links": []},
        {"text": TEXT, "heading": False, "locator": "Collaboration, paragraph 1", "links": []},
    ]
    line = {
        "id": "b1", "item": "st", "series": next(iter(FACTS.ids("series"))), "year": 2031, "basis": "draft", "value_bn_cny": 5.5,
        "growth_pct": None, "growth_against": None, "as_printed": "5.5 billion", "locator": "Budget, paragraph 1", "state": "accepted",
        "paragraph": None, "spans": [], "unsure": [],
    }  # fmt: skip
    whole = {"month": "2031-02", "title": "Invented review", "publisher": "Nobody", "warnings": [], "budget": [line]}
    return {**whole, "paragraphs": paragraphs, "events": list(events or [event()]), **other}


def refused(*args: Any) -> str:
    with pytest.raises(review.Wrong) as caught:
        review.edit(*args, known=FACTS)
    return str(caught.value)


def test_no_step_changes_the_draft_it_was_given() -> None:
    given = draft(event(), event(id="e2"))
    before = deepcopy(given)
    review.accept(given, ["e1", "b1"])
    review.reject(given, ["e1"])
    review.edit(given, "e1", {"title": "Other"}, FACTS)
    review.split(given, "e1", len(FIRST))
    review.merge(given, ["e1", "e2"])
    review.add(given, "diplomacy")
    review.new_name(given, "person", "Ada Vale", {}, FACTS)
    assert given == before


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"date_start": "32 March"}, "date_start: '32 March' is no date; write YYYY-MM-DD"),
        ({"date_end": "2031-02-01"}, "date_end: '2031-02-01' is before the first day, '2031-02-05'; the last day comes after it"),
        ({"partner_countries": ["FRA", "XXX"]}, "partner_countries: 'FRA; XXX' holds 'XXX', which is no known country; write its key, e.g. KAZ"),
        ({"partner_countries": "CHN"}, "partner_countries: 'CHN' names CHN: China and territories are places, never partner countries"),
        ({"place_country": "Frnce"}, "place_country: 'Frnce' is no known country; write its key, e.g. KAZ"),
        ({"kind": "meet"}, "kind: 'meet' is not one of agreement, meeting,"),
        ({"amount": "lots"}, "amount: 'lots' is no number; write digits and one point, e.g. 1665.54"),
        ({"amount": -1}, "amount: '-1' is not between 0.01 and"),
        ({"currency": "EURO"}, "currency: 'EURO' is no currency of ISO 4217"),
        ({"lat": 91}, "lat: '91' is not between -90 and 90"),
        ({"titel": "x"}, "titel: no value of this name is kept; the nearest is title"),
        ({"organisations": [{"name": ""}]}, "organisations: one of them has no name"),
        ({"links": ["javascript:alert(1)"]}, "links: 'javascript:alert(1)' is no web address"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_by_event_and_field(values: dict[str, Any], sentence: str) -> None:
    assert refused(draft(), "e1", values).startswith(f"Event e1 'Two bodies open a station', {sentence}")


def test_what_an_editor_decides_is_sure_and_what_follows_is_set() -> None:
    unsure = [{"field": "date", "why": "late"}, {"field": "title", "why": "words of the document; write your own"}]
    given = draft(event(unsure=unsure))
    moved = review.edit(given, "e1", {"date_start": "2031-02-09"}, FACTS)["events"][0]
    assert (moved["date_start"], moved["date_end"]) == ("2031-02-09", "2031-02-09")
    assert moved["unsure"] == unsure[1:]
    month = review.edit(given, "e1", {"date_precision": "month"}, FACTS)["events"][0]
    assert (month["date_start"], month["date_end"]) == ("2031-02-01", "2031-02-28")
    undated = review.edit(given, "e1", {"date_precision": "unknown"}, FACTS)["events"][0]
    assert (undated["date_start"], undated["date_end"]) == (None, None)
    dated = review.edit(draft(undated), "e1", {"date_start": "2031-02-03"}, FACTS)["events"][0]
    assert (dated["date_end"], dated["date_precision"]) == ("2031-02-03", "day")
    free = review.edit(given, "e1", {"amount": float("nan"), "place": ""}, FACTS)["events"][0]
    assert (free["amount"], free["currency"], free["place_kind"], free["lat"]) == (None, None, "unknown", None)


def test_a_split_divides_names_dates_and_sums_by_where_they_stand() -> None:
    after = review.split(draft(), "e1", len(FIRST))
    first, second = after["events"]
    assert (first["id"], second["id"]) == ("e1", "e2")
    assert (first["passage"], second["passage"]) == (FIRST, SECOND)
    assert [o["name"] for o in first["organisations"]] == ["Ohm Institute (OI)", "Lab Alpha"]
    assert [o["name"] for o in second["organisations"]] == ["Ohm Institute (OI)", "Lab Beta"]
    assert (first["people"], [p["name"] for p in second["people"]]) == ([], ["Ada Vale"])
    assert (first["partner_countries"], second["partner_countries"]) == (["FRA"], [])
    assert (first["date_start"], second["date_start"], second["date_precision"]) == ("2031-02-05", "2031-02-07", "day")
    assert {"field": "date", "why": "this part names 2031-02-07; check it"} in second["unsure"]
    assert (first["amount"], second["amount"], second["currency"]) == (2000000, None, None)
    assert [s["value"] for s in second["spans"]] == ["2031-02-07", "Lab Beta", "Ada Vale"]
    assert all(TEXT[s["start"] : s["end"]] in e["passage"] for e in (first, second) for s in e["spans"])
    assert {"title", "summary"} <= {doubt["field"] for doubt in second["unsure"]}


@pytest.mark.parametrize("at", [0, -3, len(TEXT), 10_000])
def test_a_split_that_leaves_nothing_is_refused(at: int) -> None:
    with pytest.raises(review.Wrong, match=r"Event e1 .*, passage: a part would be empty"):
        review.split(draft(), "e1", at)


def test_a_merge_undoes_a_split_and_doubles_nothing() -> None:
    parts = review.split(draft(), "e1", len(FIRST))
    after = review.merge(parts, ["e2", "e1"])
    (whole,) = after["events"]
    assert whole["passage"] == TEXT
    assert [o["name"] for o in whole["organisations"]] == ["Ohm Institute (OI)", "Lab Alpha", "Lab Beta"]
    assert sorted(s["start"] for s in whole["spans"]) == sorted(s["start"] for s in event()["spans"])
    assert (whole["id"], whole["title"], whole["date_start"]) == ("e1", "Two bodies open a station", "2031-02-05")


def test_a_merge_marks_where_two_events_differ() -> None:
    other = event(
        id="e2",
        date_start="2031-02-06",
        date_end="2031-02-06",
        locator="Collaboration, paragraph 2",
        amount=None,
        currency=None,
    )
    (whole,) = review.merge(draft(event(), other), ["e1", "e2"])["events"]
    assert (whole["date_start"], whole["amount"], whole["locator"]) == (
        "2031-02-05",
        2000000,
        "Collaboration, paragraphs 1-2",
    )
    assert {"field": "date", "why": "'e2', merged here, says 2031-02-06"} in whole["unsure"]


def test_published_rows_keep_their_keys_apart() -> None:
    """A split gives the published key to one part only; a merge leaves the other key behind to be withdrawn."""
    first, second = review.split(draft(event(event_id="p1", as_printed="5 February")), "e1", len(FIRST))["events"]
    assert (first["event_id"], "event_id" in second, "as_printed" in first) == ("p1", False, False)
    after = review.merge(draft(event(event_id="p1"), event(id="e2", event_id="p2"), event(id="e3")), ["e1", "e2", "e3"])
    assert [(e["id"], e["event_id"], e["state"]) for e in after["events"]] == [
        ("e1", "p1", "proposed"),
        ("e2", "p2", "rejected"),
    ]


def test_an_edit_of_names_keeps_what_else_is_known_of_them_and_is_remembered() -> None:
    given = event(organisations=[{"name": "Lab Alpha", "role": "builder", "as_printed": ""}])
    after = review.edit(draft(given), "e1", {"organisations": [{"name": "Lab Alpha", "role": "owner"}]}, FACTS)[
        "events"
    ][0]
    assert after["organisations"] == [{"name": "Lab Alpha", "role": "owner", "as_printed": ""}]
    assert after["edited"] == ["organisations"]


def test_an_added_row_has_a_key_of_its_own_and_waits_for_its_values() -> None:
    after = review.add(review.add(draft(), "breakthrough"), "budget")
    added, line = after["events"][-1], after["budget"][-1]
    assert (added["id"], added["section"], line["id"]) == ("e2", "breakthrough", "b2")
    told = review.problems(review.accept(after, ["e1", "e2", "b1", "b2"]), FACTS)
    assert "Event e2 'without title', title: it is missing" in told
    assert "Budget line b2 'without title', value_bn_cny: it is missing" in told


def test_an_added_row_may_begin_in_the_words_of_a_paragraph_that_gave_none() -> None:
    given = draft()
    told = {
        "text": "A boat came, with wheat. It left.",
        "heading": False,
        "locator": "Diplomacy, paragraph 1",
        "links": [],
    }
    given["paragraphs"].append({**told, "without_event": "diplomacy"})
    after = review.add(given, "diplomacy", 2)
    added = after["events"][-1]
    assert (added["passage"], added["locator"]) == (told["text"], told["locator"])
    assert (added["title"], added["summary"]) == ("A boat came", "A boat came, with wheat.")
    assert "without_event" not in after["paragraphs"][2] and given["paragraphs"][2]["without_event"] == "diplomacy"
    assert len(review.borrowed(after)) == len(review.borrowed(given)) + 2


def test_values_are_taken_however_they_are_written() -> None:
    given = {"kind": " Visit ", "currency": "usd", "amount": "1,250,000.50", "partner_countries": "France, ken"}
    row = review.edit(draft(), "e1", given, FACTS)["events"][0]
    assert [row[name] for name in given] == ["visit", "USD", 1250000.5, ["FRA", "KEN"]]
    assert "is no number" in refused(draft(), "b1", {"value_bn_cny": "1,665"})


@pytest.mark.parametrize(
    ("place", "country", "expected"),
    [
        ("Rome", None, ("ITA", 41.9, 12.5)),
        # Two countries have one of much the same size: nothing is guessed until the country is given.
        ("Birmingham", None, (None, None, None)),
        ("Paris", "FRA", ("FRA", 48.9, 2.4)),
        # India claims the land it lies in: which country it counts to is for the editor.
        ("Gilgit", None, (None, 35.9, 74.3)),
        ("Nowhere at all", None, (None, None, None)),
    ],
)
def test_another_place_has_a_point_of_its_own(place: str, country: str | None, expected: tuple[Any, ...]) -> None:
    changed = {"place": place} | ({"place_country": country} if country else {})
    row = review.edit(draft(), "e1", changed, FACTS)["events"][0]
    found = [None if row[name] is None else round(row[name], 1) for name in ("lat", "lon")]
    assert (row["place_country"], *found) == expected


def test_a_name_is_decided_once_for_all_events() -> None:
    organisation = next(iter(FACTS.ids("organisation")))
    given = draft(event(), event(id="e2"))
    assert ("organisation", "Lab Beta") in review.unknown_names(given)
    same = review.same_as(given, "organisation", "Lab Beta", organisation, FACTS)
    assert [e["organisations"][2]["organisation_id"] for e in same["events"]] == [organisation] * 2
    assert same["aliases"] == [{"kind": "organisation", "id": organisation, "alias": "Lab Beta"}]
    both = review.new_name(same, "organisation", "Lab Alpha", {"kind": "institute", "country": "FRA"}, FACTS)
    both = review.new_name(both, "organisation", "OI", {"name": "Ohm Institute", "kind": "institute"}, FACTS)
    both = review.new_name(both, "person", "Ada Vale", {}, FACTS)
    assert review.unknown_names(both) == []
    assert [(n["kind"], n["id"], n["name"]) for n in both["new_names"]] == [
        ("organisation", "lab-alpha", "Lab Alpha"), ("organisation", "ohm-institute", "Ohm Institute"), ("person", "ada-vale", "Ada Vale"),
    ]  # fmt: skip
    assert all(e["unsure"] == [] for e in both["events"])
    assert review.problems(review.accept(both, ["e1", "e2"]), FACTS) == []
    other = review.same_as(both, "organisation", "Lab Alpha", organisation, FACTS)
    assert "lab-alpha" not in [new["id"] for new in other["new_names"]] and other["aliases"][-1]["alias"] == "Lab Alpha"
    assert (
        review.new_name(other, "organisation", "Lab Alpha", {"kind": "institute"}, FACTS)["aliases"] == same["aliases"]
    )
    with pytest.raises(review.Wrong, match="organisation 'Lab Alpha', kind: say what sort of body it is"):
        review.new_name(given, "organisation", "Lab Alpha", {}, FACTS)
    with pytest.raises(review.Wrong, match="'nobody' is no known organisation"):
        review.same_as(given, "organisation", "Lab Alpha", "nobody", FACTS)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unsure": [{"field": "title", "why": ""}]}, "title: these are the words of the document"),
        ({"summary": SECOND}, "summary: these are the words of the document"),
    ],
)
def test_words_of_the_document_are_told_and_stop_nothing(values: dict[str, Any], sentence: str) -> None:
    given = draft(event(state="accepted", organisations=[], people=[], **values))
    assert review.problems(given, FACTS) == []
    told = review.borrowed(given)
    assert len(told) == 1 and sentence in told[0]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "title: it is missing"),
        ({"date_start": None, "date_end": None}, "date: it is missing; write date_start and date_end"),
        ({"date_start": None, "date_end": None, "date_precision": "unknown", "unsure": [{"field": "date", "why": ""}]}, "date: it is missing; write it"),
        ({"currency": None}, "amount, currency: an amount needs its currency"),
        ({"place": None}, "place_kind: a place needs its kind"),
        ({"kind": "feast"}, "kind: 'feast' is not one of"),
        ({"source_of": "nothing"}, "source_of: no published event has the key 'nothing'"),
    ],
)  # fmt: skip
def test_what_would_stop_publishing_is_told(values: dict[str, Any], sentence: str) -> None:
    told = review.problems(draft(event(state="accepted", organisations=[], people=[], **values)), FACTS)
    assert len(told) == 1 and f", {sentence}" in told[0] and told[0].startswith("Event e1 ")


def test_undecided_rows_stop_publishing_and_rejected_ones_do_not() -> None:
    ready = draft(event(state="accepted", organisations=[], people=[]), event(id="e2", title=None, state="rejected"))
    assert review.problems(ready, FACTS) == []
    waiting = review.propose(ready, ["e2"])
    assert review.problems(waiting, FACTS) == ["A row is not decided (e2); accept or reject it"]
    assert review.left(waiting) == {
        "events": {"proposed": 1, "accepted": 1, "rejected": 0, "unsure": 2},
        "budget": {"proposed": 0, "accepted": 1, "rejected": 0, "unsure": 0},
    }
    assert review.problems({**ready, "month": "March"}, FACTS) == ["The month 'March' is no month; write YYYY-MM"]
