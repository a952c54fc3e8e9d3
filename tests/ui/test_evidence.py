"""The evidence panel on the invented months, opened through the front door."""

import pytest

from tests.ui.conftest import Opened, figures, prose

PAGES = ("overview", "budget", "collaboration", "breakthroughs", "diplomacy")


@pytest.mark.parametrize("page", PAGES)
def test_an_event_opens_on_every_page_with_all_that_stands_behind_it(opened: Opened, page: str) -> None:
    app = opened(page, evidence=["event:2031-01-lab"])
    assert not app.exception and not app.warning
    told = prose(app)
    text = "\n".join(told)
    assert "Invented laboratory opens in Paris" in told
    assert "the review · Projects, paragraph 1 · open the document" in text
    assert "10 January 2031; about EUR 5\u202f000 (building)" in text
    assert "Invented Labratory of Paris" in text and "corrected to “Invented Laboratory of Paris”" in text
    assert "unchecked" in text
    assert "so its passage cannot be shown" in text


def test_a_figure_shows_print_and_store_side_by_side(opened: Opened) -> None:
    app = opened("budget", evidence=["figure:st-2031"])
    text = "\n".join(prose(app))
    assert "“100 billion, up 10%”100 billion yuan; growth +10\u202f%, against: not stated" in text
    assert figures(app)["budget-review"]["picked"] == "figure:st-2031"


def test_the_selection_is_carried_to_the_next_page_and_ends_with_close(opened: Opened) -> None:
    app = opened("collaboration", evidence=["country:KEN"])
    assert figures(app)["collaboration-map"]["picked"] == "country:KEN"
    assert "2 collaboration events, 2 in the review" in prose(app)
    app.switch_page("../pages/diplomacy.py").run()
    assert not app.exception
    app.session_state["evidence"] = "country:KEN"
    app.run()
    assert "Kenya" in prose(app)
    next(button for button in app.button if button.label == "Close").click().run()
    assert "evidence" not in app.query_params and "Kenya" not in prose(app)


@pytest.mark.parametrize("asked", ["event:nobody", "country:XYZ", "nonsense", "event:x' or 1=1", "<script>"])
def test_what_nobody_knows_opens_nothing_and_is_said(opened: Opened, asked: str) -> None:
    app = opened("budget", evidence=[asked])
    assert not app.exception
    assert "evidence=" in app.warning[0].value.replace("\\", "")
    assert "evidence" not in app.query_params


def test_a_choice_of_one_page_waits_in_the_link_that_leads_back(opened: Opened) -> None:
    app = opened("budget", order=["growth"], evidence=["country:KEN"])
    app.switch_page("../pages/diplomacy.py").run()
    links = {element.proto.page: element.proto.query_string for element in app.get("page_link")}
    assert "order=growth" in links["budget"] and "order" not in links["collaboration"]


@pytest.mark.parametrize("page", ["overview", "collaboration", "breakthroughs", "diplomacy", "budget"])
def test_a_badge_opens_as_many_doubts_as_it_counts(opened: Opened, page: str) -> None:
    app = opened(page)
    badges = [spec["doubts"] for spec in figures(app).values() if spec.get("doubts")]
    for badge in badges:
        app.session_state["evidence"] = badge["mark"]
        app.run()
        assert not app.exception
        told = next(text for text in prose(app) if "open doubt" in text)
        assert told.split()[0] == badge["words"].split()[0], badge
    assert badges or page in ("breakthroughs", "diplomacy"), "the invented months have a doubt elsewhere"


def test_a_panel_says_that_other_pages_have_more(opened: Opened) -> None:
    text = "\n".join(prose(opened("diplomacy", evidence=["country:FRA"])))
    assert "1 diplomacy event, 1 in the review" in text
    assert "Counted here: diplomacy alone; the other sections have 2 more." in text
