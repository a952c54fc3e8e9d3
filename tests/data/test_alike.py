"""What a draft resembles: nearest names, published events told again, and months unlike those before, each with its reason."""

from typing import Any

import pytest

from data.importer import alike, review
from data.importer.known import Known

ORGANISATIONS = {
    "ohm": ("Ohm Institute of Waves", "OIW", "Institute of Waves"),
    "vale": ("Vale University",),
    "most": ("Ministry of Science and Technology of China", "MOST"),
    "cas": ("Chinese Academy of Sciences", "CAS"),
    "cass": ("Chinese Academy of Social Sciences", "CASS"),
}


def published(**other: str) -> dict[str, str]:
    return {
        "event_id": "paris-station", "document_id": "report", "locator": "whole report", "section": "collaboration",
        "title": "China and France open a wave station in Paris", "starts_on": "2031-02-05", "ends_on": "2031-02-05",
        "date_precision": "day", "place": "Paris", "place_country": "FRA", "amount": "2000000", "currency": "EUR", **other,
    }  # fmt: skip


def event(**other: Any) -> dict[str, Any]:
    return {
        "id": "e1", "section": "collaboration", "title": "A station for waves was opened in the French capital", "summary": "",
        "date_start": "2031-02-06", "date_end": "2031-02-06", "place": "Paris", "place_country": "FRA", "partner_countries": ["FRA"],
        "amount": 2000000, "currency": "EUR", "people": [], "state": "proposed",
        "organisations": [{"name": "Ohm", "organisation_id": "ohm"}], **other,
    }  # fmt: skip


def known(*events: dict[str, str], **rows: tuple[dict[str, str], ...]) -> Known:
    shared = {
        "event_country": ({"event_id": "paris-station", "iso3": "FRA"},),
        "event_organisation": ({"event_id": "paris-station", "organisation_id": "ohm"},),
    }
    names = {"organisation": ORGANISATIONS, "country": {"FRA": ("France",), "CHL": ("Chile",)}}
    return Known(names, {"event": events or (published(),), **shared, **rows})


def draft(
    *events: dict[str, Any], budget: list[dict[str, Any]] | None = None, month: str = "2031-02"
) -> dict[str, Any]:
    return {
        "month": month,
        "document": {"document_id": f"review-{month}"},
        "events": list(events),
        "budget": budget or [],
    }


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("OIW", "ohm"), ("oiw", "ohm"), ("Institute of Waves, Ohm", "ohm"), ("Ohm Instiute of Waves", "ohm"),
        ("University of Vale", "vale"), ("Ministry of Science & Technology", "most"), ("Chinese Academy of Science", "cas"),
        ("Academy of Social Sciences", "cass"), ("CASS", "cass"),
    ],
)  # fmt: skip
def test_the_name_that_is_meant_comes_first(printed: str, key: str) -> None:
    found = alike.nearest(printed, ORGANISATIONS.items())
    assert found[0][:2] == (key, ORGANISATIONS[key][0]) and len(found) <= 3
    assert [score for _, _, score in found] == sorted((score for _, _, score in found), reverse=True)


def test_a_name_like_no_other_is_near_none() -> None:
    for printed in ("Bakery Zwick", "University of Cairo"):
        found = alike.nearest(printed, ORGANISATIONS.items())
        assert len(found) == 3 and found[0][2] < 70
    assert alike.nearest("Cairo", []) == []


def test_a_published_event_told_again_is_found_with_its_reason() -> None:
    facts = known()
    assert alike.duplicates(draft(event()), alike.events(facts), facts) == {
        "e1": [
            (
                "paris-station", "China and France open a wave station in Paris",
                "Both have Ohm Institute of Waves, France, the place Paris, the amount of 2,000,000 EUR; 1 day apart.",
            )
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"date_start": "2031-02-20", "date_end": "2031-02-20"},
        {"organisations": [], "amount": None},
        {"state": "rejected"},
        {"source_of": "paris-station"},
    ],
)
def test_chance_is_no_duplicate_and_what_is_decided_is_not_asked_again(other: dict[str, Any]) -> None:
    facts = known()
    assert alike.duplicates(draft(event(**other)), alike.events(facts), facts) == {}


def test_the_rows_of_the_same_document_are_no_duplicates_of_it() -> None:
    facts = known(published(document_id="review-2031-02"))
    assert alike.duplicates(draft(event()), alike.events(facts), facts) == {}


def test_a_linked_event_is_a_source_of_the_published_one() -> None:
    given = draft(event())
    linked = alike.link(given, "e1", "paris-station")
    assert (linked["events"][0]["source_of"], linked["events"][0]["state"]) == ("paris-station", "accepted")
    assert "source_of" not in given["events"][0]
    assert alike.link(linked, "e1", None) == given
    assert [p for p in review.problems(linked, known()) if p.startswith("Event e1")] == []


def line(value: float, **other: Any) -> dict[str, Any]:
    return {
        "id": "b1",
        "item": "st",
        "series": "central_st",
        "year": 2031,
        "basis": "draft",
        "value_bn_cny": value,
        **other,
    }


FIGURES = (
    {"document_id": "report", "series_id": "central_st", "year": "2031", "basis": "draft", "bn_cny": "100"},
    {"document_id": "report", "series_id": "central_st", "year": "2031", "basis": "executed", "bn_cny": "50"},
)


def test_a_figure_revised_by_more_than_a_tenth_is_told_with_its_size() -> None:
    facts = known(figure=FIGURES)
    told = [s for s in alike.surprises(draft(event(), budget=[line(111)]), facts) if "billion" in s]
    assert told == [
        "Budget line b1 'st': 111 billion yuan for 2031 (draft) is 11.0 % above the 100 published (draft, report)"
    ]
    assert not any("billion" in s for s in alike.surprises(draft(event(), budget=[line(110)]), facts))


def test_what_is_unlike_any_month_is_told() -> None:
    chile = event(id="e2", partner_countries=["CHL"], date_start="2031-04-02", date_end="2031-04-03", title="Far",
                  organisations=[{"name": "Lab New", "organisation_id": None}])  # fmt: skip
    told = alike.surprises(draft(event(), chile), known())
    assert told == [
        "Chile is in no published event; here it is in e2",
        "1 of 2 organisations named here is new: Lab New",
        "The section budget is missing: nothing of it is in this draft",
        "The section breakthrough is missing: nothing of it is in this draft",
        "The section diplomacy is missing: nothing of it is in this draft",
        "No other review is published: there is nothing to hold the counts against",
        "Event e2 'Far' is dated 2031-04-02 to 2031-04-03, outside 2031-02",
    ]


def test_counts_are_held_against_published_reviews_and_a_month_published_twice_is_told() -> None:
    def review_of(month: str) -> dict[str, str]:
        return {"document_id": f"review-{month}", "kind": "review", "month": month}

    def events_of(month: str, count: int) -> tuple[dict[str, str], ...]:
        return tuple(published(event_id=f"{month}-{n}", document_id=f"review-{month}") for n in range(count))

    one = known(*events_of("2031-01", 2), document=(review_of("2031-01"),))
    assert (
        "Only one other review is published, too few to call a count unusual: 1 event of collaboration against 2, "
        "0 events of breakthrough against 0, 0 events of diplomacy against 0, 0 budget lines against 0"
    ) in alike.surprises(draft(event()), one)
    two = known(
        *events_of("2031-01", 4), *events_of("2030-12", 5), document=(review_of("2031-01"), review_of("2030-12"))
    )
    assert "1 event of collaboration: far outside the 4 to 5 of the 2 published reviews" in alike.surprises(
        draft(event()), two
    )
    again = alike.surprises(draft(event(), month="2031-01"), two)
    assert again[0] == "The review of 2031-01 is published already (review-2031-01); publishing replaces its rows"
