"""Exhibits say and draw what a page shows, and an address decides which."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

import queries
from charts import theme
from exports import budget_exhibits, event_exhibits, gallery, view
from exports.exhibits import Asked
from exports.served import NoSuchVersion, open_version


@pytest.fixture(scope="module")
def ask(invented: duckdb.DuckDBPyConnection) -> view.Ask:
    return lambda name, **params: queries.run(invented.cursor(), name, params)


def asked(ask: view.Ask, **query: list[str]) -> Asked:
    known = view.known(ask)
    chosen, ignored = view.read({name.rstrip("_"): values for name, values in query.items()}, known)
    assert not ignored
    return Asked(ask, chosen, known, theme.load("light"), query)


def test_a_month_has_its_four_visuals(ask: view.Ask) -> None:
    shown = gallery.month(asked(ask))
    assert [one.room for one in shown] == list(gallery.MONTH)
    for one in shown:
        assert one.title and one.measure and one.source and not one.frame.empty
        assert len(one.figure.data) and len(one.table)


def test_a_choice_of_the_address_decides(ask: view.Ask) -> None:
    names = list(budget_exhibits.of(asked(ask, order=["name"]))[0].table["Line"])
    assert names == sorted(names)
    assert event_exhibits.diplomacy_picture(asked(ask, shape=["matrix"])).key == "diplomacy-matrix"
    assert event_exhibits.diplomacy_picture(asked(ask, shape=["nonsense"])).key == "diplomacy-network"


def test_without_context_there_is_no_history(ask: view.Ask) -> None:
    assert [one.key for one in budget_exhibits.of(asked(ask, source=["review"]))] == ["budget-review"]


@pytest.mark.parametrize(
    ("version", "words"),
    [("../../etc", "is no data version"), ("0" * 12, "is not kept"), (None, "There is no database")],
)
def test_a_version_that_is_not_there_is_told(tmp_path: Path, version: str | None, words: str) -> None:
    with pytest.raises(NoSuchVersion, match=words):
        open_version(version, tmp_path)


def test_tables_keep_full_precision(ask: view.Ask) -> None:
    shown = budget_exhibits.of(asked(ask))[0]
    pd.testing.assert_series_equal(
        shown.table["Amount, billion yuan"].sort_values(ignore_index=True),
        shown.frame.bn_cny.sort_values(ignore_index=True),
        check_names=False,
    )
