"""What the address says and what is chosen are the same, whatever the address says."""

from datetime import date

import pytest

from exports import view
from exports.view import Filters, Known
from ui import filters
from ui.text import link, md

KNOWN = Known(
    view.months_between(date(2023, 7, 1), date(2025, 12, 1)),
    {"FRA": "France", "KEN": "Kenya"},
    {"space": "Space"},
    "2024-03",
)


def test_months_between_has_no_gap() -> None:
    assert view.months_between(date(2023, 11, 1), date(2024, 2, 29)) == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert len(KNOWN.months) == 30


@pytest.mark.parametrize(
    "chosen",
    [
        filters.everything(KNOWN),
        filters.latest_review(KNOWN),
        filters.last_12_months(KNOWN),
        Filters("2024-02", "2024-02", ("FRA", "KEN"), ("space",), ("context",)),
    ],
)
def test_what_is_written_is_read_again(chosen: Filters) -> None:
    assert filters.read(filters.written(chosen, KNOWN), KNOWN) == (chosen, [])


def test_presets() -> None:
    assert filters.written(filters.everything(KNOWN), KNOWN) == {}
    assert filters.last_12_months(KNOWN).starts_on == date(2025, 1, 1)
    assert filters.latest_review(KNOWN).ends_on == date(2024, 3, 31)
    assert filters.latest_review(KNOWN).sources == ("review",)


def test_nonsense_is_left_out_and_named() -> None:
    chosen, ignored = filters.read(
        {"from": ["2025-01"], "to": ["2024-01"], "country": ["FRA", "FRA", "XX"], "colour": ["red"]}, KNOWN
    )
    assert chosen == Filters("2023-07", "2025-12", ("FRA",))
    assert ignored == ["colour=red", "from=2025-01 after to=2024-01", "country=XX"]


def test_february_ends_on_its_last_day() -> None:
    assert Filters("2024-02", "2024-02").ends_on == date(2024, 2, 29)


def test_links_only_to_web_addresses() -> None:
    assert link("a [b]", "https://example.org/x(1)") == r"[a \[b\]](https://example.org/x%281%29)"
    assert link("a", "javascript:alert(1)") == "a"
    assert link("a", None) == "a"


def test_markdown_is_escaped_to_the_same_characters() -> None:
    assert md("*a* <b> [c](d) `e` $f$ :g[h] #i") == r"\*a\* \<b\> \[c\]\(d\) \`e\` \$f\$ \:g\[h\] \#i"
    assert md(None) == md(float("nan")) == ""
