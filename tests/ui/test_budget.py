"""The Budget page: each control works by hand and by address, and a picked figure shows its evidence."""

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Opened, figures
from tests.ui.test_pages import shown, words


def lines(app: AppTest) -> list[str]:
    return [
        text.removeprefix("<b>").removesuffix("</b>")
        for text in figures(app)["budget-review"]["figure"]["layout"]["yaxis"]["ticktext"]
    ]


def test_the_reader_orders_the_bars_and_the_address_keeps_it(opened: Opened) -> None:
    app = opened("budget")
    assert lines(app) == ["National defence", "Science and technology"]
    app.segmented_control(key="budget_order").set_value("growth").run()
    assert not app.exception
    assert lines(app) == ["Science and technology", "National defence"]
    assert app.query_params["order"] == ["growth"] or app.query_params["order"] == "growth"
    assert lines(opened("budget", order=["name"])) == ["National defence", "Science and technology"]


def test_views_of_the_history_say_what_is_divided_by_what(opened: Opened) -> None:
    index = opened("budget", measure=["index"])
    told = shown(words(index))
    assert "divided by the amount budgeted for 2019 of the same line" in told
    assert "Left out: national defence." in told
    share = opened("budget", measure=["share"])
    told = shown(words(share))
    assert "the 2 lines that the review lists" in told and "(2030–2031)" in told
    assert "Science and technology: 25.0\u202f% of the listed lines in 2031, 26.7\u202f% in 2030" in told
    share.segmented_control(key="budget_measure").set_value("amount").run()
    assert "measure" not in share.query_params
    assert "Years without a figure stay empty" in shown(words(share))


def test_the_line_of_draft_against_executed_is_chosen(opened: Opened) -> None:
    app = opened("budget")
    assert "Science and technology 2030: executed 5.1 billion yuan below the approved budget" in shown(words(app))
    app.selectbox(key="budget_line").set_value("central_defence").run()
    assert "National defence: no year has both a budgeted and an executed amount" in shown(words(app))
    assert "line" in app.query_params
    told = shown(words(opened("budget", line=["central_defence"])))
    assert "National defence: no year has both" in told


def test_nonsense_in_the_address_falls_back_and_is_named(opened: Opened) -> None:
    app = opened("budget", order=["size"], measure=["magic"], line=["../x"])
    assert not app.exception
    told = shown(words(app))
    assert all(part in told for part in ("order=size", "measure=magic", "line=../x"))
    assert lines(app)[0] == "National defence"
    assert not set(app.query_params) & {"order", "measure", "line"}


def test_a_picked_figure_shows_its_evidence_and_an_unknown_one_nothing(opened: Opened) -> None:
    app = opened("budget")
    app.session_state["budget-review-picked"] = "st-2031"
    app.run()
    told = shown(words(app))
    assert "Printed: “100 billion, up 10%”" in told and "Invented review of month 01" in told
    assert "Level of account: central government's own" in told
    assert figures(app)["budget-review"]["picked"] == "st-2031"
    app.session_state["budget-review-picked"] = "st-2031' or 1=1"
    app.run()
    assert not app.exception
    assert figures(app)["budget-review"]["picked"] is None
    assert "Printed:" not in shown(words(app))


def test_a_later_revision_is_told_under_its_chart(opened: Opened) -> None:
    told = shown(words(opened("budget")))
    assert "1 · R&D intensity 2029 revised." in told
    assert "First published as 2.5, later given as 2.6 percent of GDP. (Invented wire)" in told


def test_each_source_alone_is_told(opened: Opened) -> None:
    review = opened("budget", source=["review"])
    assert not review.exception and list(figures(review)) == ["budget-review"]
    context = opened("budget", source=["context"])
    assert not context.exception and "budget-review" not in figures(context)
    assert "budget-central" in figures(context)
