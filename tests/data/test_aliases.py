"""What a folder adds to the reference data: new names and further names, published with it, and refused where they clash."""

import shutil
from pathlib import Path

import duckdb
import pytest

from data import build, load
from tests.conftest import FIXTURES

HEAD = "organisation_id,name,short_name,aliases,country,kind\n"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "facts"))


def aliases(facts: Path, *rows: str, month: str = "2031-01") -> None:
    (facts / f"issues/{month}/aliases.csv").write_text("\n".join(["kind,id,alias", *rows, ""]))


def test_a_folder_adds_names_and_further_names(facts: Path) -> None:
    (facts / "issues/2031-01/organisations.csv").write_text(f"{HEAD}club,Invented Club,IC,,KEN,society\n")
    (facts / "issues/2031-01/topics.csv").write_text("topic_id,label,kind\nwaves,Waves,theme\n")
    aliases(facts, "organisation,club,The Club", "organisation,lab-paris,Labo", "country,FRA,Hexagon")
    before = build.fingerprint(facts)
    with duckdb.connect(str(build.build(facts, facts / "built").file), read_only=True) as con:
        told = con.execute("select organisation_id, aliases from organisation order by 1").fetchall()
        assert ("club", "The Club") in told and ("lab-paris", "Labo") in told
        assert con.execute("select aliases from country where iso3 = 'FRA'").fetchall()[0][0].endswith("Hexagon")
        assert con.execute("select label from topic where topic_id = 'waves'").fetchall() == [("Waves",)]
    aliases(facts, "organisation,lab-paris,Other")
    assert build.fingerprint(facts) != before


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["organisation,nobody,X"], "2031-01/aliases.csv, row 2, column id: 'nobody' is no organisation that is known"),
        (
            ["organisation,lab-paris,IBB"],
            "row 2, column alias: 'IBB' is a name of board-beijing as well as of lab-paris",
        ),
        (
            ["organisation,lab-paris,X", "organisation,union,x"],
            "row 3, column alias: 'x' is a name of lab-paris as well as of union",
        ),
        (["planet,mars,X"], "row 2, column kind: 'planet' is not one of organisation, person, country"),
        (["person,ada-martin,A;B"], "row 2, column alias: 'A;B' has to be one name"),
    ],
)
def test_a_further_name_that_cannot_be_is_named_with_file_and_row(facts: Path, rows: list[str], told: str) -> None:
    aliases(facts, *rows)
    with pytest.raises(load.BadData) as caught:
        build.build(facts, facts / "built")
    assert told in str(caught.value)


def test_an_id_that_two_files_hold_is_named_in_both(facts: Path) -> None:
    (facts / "issues/2031-02/organisations.csv").write_text(f"{HEAD}union,Another Union,,,,multilateral\n")
    with pytest.raises(load.BadData) as caught:
        build.build(facts, facts / "built")
    assert (
        "issues/2031-02/organisations.csv, row 2, column organisation_id: 'union' stands there more than once"
        in str(caught.value)
    )
    assert "reference/organisations.csv, row 4" in str(caught.value)


def test_a_folder_cannot_bring_countries_and_one_with_a_dot_is_not_read(facts: Path) -> None:
    shutil.copytree(facts / "issues/2031-01", facts / "issues/.new-2031-01")
    (facts / "issues/.new-2031-01/events.csv").write_text("nonsense")
    build.build(facts, facts / "built")
    (facts / "issues/2031-01/countries.csv").write_text("iso3\n")
    with pytest.raises(load.BadData, match=r"2031-01/countries\.csv: no file of this name is read"):
        build.build(facts, facts / "built")
