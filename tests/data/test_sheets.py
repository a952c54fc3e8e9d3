"""A draft as sheets: the same after a round trip, wrong cells named, nothing executed, and no file that eats the memory."""

import io
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import openpyxl
import pytest

from data.importer import cells, known, review, sheets, values
from tests.conftest import FIXTURES
from tests.data.test_review import draft, event

FACTS = known.read(FIXTURES)


@pytest.fixture(autouse=True)
def facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(FIXTURES))


def changed(change: Callable[[Any], None], given: dict[str, Any] | None = None) -> bytes:
    """A written draft after somebody changed its workbook."""
    book = openpyxl.load_workbook(io.BytesIO(sheets.written(given or draft())))
    change(book)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def put(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    return lambda book: book[sheet].__setitem__(cell, value)


def refused(name: str, content: bytes) -> str:
    with pytest.raises(sheets.Wrong) as caught:
        sheets.read(name, content)
    return str(caught.value)


def cell_of(key: str, row: int = 2) -> str:
    place = [column.key for column in values.EVENT].index(key)
    return f"{openpyxl.utils.get_column_letter(place + 1)}{row}"


def full() -> dict[str, Any]:
    """A draft that holds something in every table, and what breaks careless files."""
    first = event(
        passage=TRICKY[0],
        title="=SUM(A1:A9)",
        summary="+1 and -1 and @home",
        links=["https://example.org/a?b=1&c=2"],
        confidence=0.25,
    )
    second = event(
        id="e2",
        date_start=None,
        date_end=None,
        date_precision="unknown",
        passage="x" * 40_000,
        amount=0.5,
        title="007",
        spans=[],
    )
    whole = draft(
        first, second, document={"name": "Re\u00e9view.docx", "sha256": "ab" * 32, "document_id": "review-2031-02"}
    )
    whole["paragraphs"] = deepcopy(whole["paragraphs"])
    whole["paragraphs"][1] |= {
        "text": "\U0001f680" * 40_000,
        "links": [{"start": 3, "end": 9, "url": "https://example.org"}],
    }
    whole["warnings"] = ["One.", "=Two."]
    whole["reader"] = {"model": None, "asked": 3}
    whole["events"][0]["origin"] = ["rule"]
    whole["events"][0] |= {"as_printed": None, "event_id": "p1"}
    whole["events"][0]["organisations"][1]["as_printed"] = ""
    whole["events"][0]["people"][0]["organisation_id"] = None
    whole = review.new_name(whole, "person", "Ada Vale", {"country": "FRA"}, FACTS)
    return review.same_as(whole, "organisation", "Lab Beta", next(iter(FACTS.ids("organisation"))), FACTS)


TRICKY = ['\'quoted "words";, <b>markup</b> \u4e2d\u6587 _x0041_ \n two lines']


def test_a_draft_comes_back_the_same() -> None:
    given = full()
    assert sheets.read("draft.xlsx", sheets.written(given)) == given
    assert sheets.read("again.xlsx", changed(lambda book: None, given)) == given


def test_cells_hold_days_and_numbers_and_text_that_stays_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.written(full())))
    page = book["events"]
    assert page[cell_of("date_start")].is_date and page[cell_of("amount")].value == 2000000
    assert (page[cell_of("title")].data_type, page[cell_of("title")].value) == ("s", "=SUM(A1:A9)")
    assert (page[cell_of("title", 3)].data_type, page[cell_of("title", 3)].value) == ("s", "007")


def test_the_template_explains_every_column_and_its_example_is_no_data() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.template()))
    assert book.sheetnames == [
        "document",
        "events",
        "organisations",
        "people",
        "budget",
        "About the columns",
        "Allowed values",
    ]
    about = {(row[0], row[1]): row for row in book["About the columns"].iter_rows(min_row=2, values_only=True)}
    for name in book.sheetnames[:5]:
        assert [page[1] for page in about if page[0] == name] == [cell.value for cell in book[name][1]]
    assert all(row[3] for row in about.values())
    assert about["events", "section"][4] == "budget, collaboration, breakthrough, diplomacy"
    assert {rule.sqref for rule in book["events"].data_validations.dataValidation} and book["events"].max_row == 1
    assert "holds neither events nor budget lines" in refused("template.xlsx", sheets.template())


def test_a_filled_template_is_a_draft_with_keys_and_states() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.template()))
    book["document"].append([None, "Invented", "Nobody"])
    book["document"]["A2"] = __import__("datetime").date(2031, 2, 1)
    book["events"].append([None, "diplomacy", None, None, 1234])
    book["budget"].append([None, "st", None, 2031])
    packed = io.BytesIO()
    book.save(packed)
    read = sheets.read("filled.xlsx", packed.getvalue())
    assert (read["month"], read["title"]) == ("2031-02", "Invented")
    assert [(e["id"], e["section"], e["title"], e["state"], e["organisations"]) for e in read["events"]] == [
        ("e1", "diplomacy", "1234", "proposed", [])
    ]
    assert read["events"][0]["edited"] == ["date_precision", "place_kind", "section", "state", "title"]
    assert [(b["id"], b["item"], b["year"]) for b in read["budget"]] == [("b1", "st", 2031)]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("date_start", "32 March", "'32 March' is no date; write YYYY-MM-DD"),
        ("amount", "lots", "'lots' is no number; write digits and one point"),
        ("kind", "meet", "'meet' is not one of agreement, meeting"),
        ("partner_countries", "FRA; XYZ", "'FRA; XYZ' holds 'XYZ', which is no known country"),
        ("title", "=1+2", "holds a formula; write its value instead"),
        ("title", "=cmd|' /C calc'!A0", "holds a formula; write its value instead"),
        ("date_end", "2031-01-01", "'2031-01-01' is before the first day, '2031-02-05'"),
        ("field", "spaec", "'spaec' is no known field"),
    ],
)
def test_a_wrong_cell_is_named(key: str, value: str, sentence: str) -> None:
    told = refused("draft.xlsx", changed(put("events", cell_of(key), value)))
    assert told.startswith(f"events!{cell_of(key)}: {sentence}")


def test_a_filled_template_names_what_lacks_its_half_and_what_is_missing_by_cell() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.template()))
    page = book["events"]
    for heading, value in (("section", "diplomacy"), ("title", "Talks"), ("lat", 48.8), ("currency", "EUR")):
        page.cell(2, [cell.value for cell in page[1]].index(heading) + 1, value)
    for _ in range(2):
        book["budget"].append([None, None, "central_st", 2031])
    packed = io.BytesIO()
    book.save(packed)
    told = refused("filled.xlsx", packed.getvalue())
    assert "events!N2: lat stands without lon; fill both, or empty both" in told
    assert "events!S2: currency stands without amount; fill both, or empty both" in told
    assert "budget!C3: central_st of 2031 stands there twice, first in budget!C2; a document has one" in told
    page["N2"], page["S2"], book["budget"]["D3"] = None, None, 2032
    packed = io.BytesIO()
    book.save(packed)
    warnings = sheets.read("filled.xlsx", packed.getvalue())["warnings"]
    assert "events!B2: the row lacks kind, status, summary, field, locator; publishing needs them" in warnings
    assert "budget!C2: the row lacks basis, bn_cny, locator; publishing needs them" in warnings


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "sentence"),
    [
        ("events", "E1", "titel", "events!E1: no column 'titel' is read; the nearest is 'title'"),
        ("organisations", "A3", "e9", "organisations!A3: no event has the key 'e9'"),
        ("budget", "A2", "e1", "budget!A2: the key 'e1' stands there twice"),
        ("words", "C2", -1, "words!C2"),
    ],
)
def test_what_points_nowhere_is_named(sheet: str, cell: str, value: Any, sentence: str) -> None:
    if sheet == "words":
        cell = next(
            c.coordinate
            for c in openpyxl.load_workbook(io.BytesIO(sheets.written(draft())))["words"][2]
            if c.value == 1
        )
        value, sentence = 99, "points to no words of a paragraph"
    assert sentence in refused("draft.xlsx", changed(put(sheet, cell, value)))


def test_a_sheet_that_is_not_read_is_named_with_the_nearest() -> None:
    def rename(book: Any) -> None:
        book["events"].title = "evnts"

    assert "evnts: no sheet of this name is read; the nearest is events" in refused("draft.xlsx", changed(rename))


def test_published_files_are_read_as_they_are() -> None:
    folder = FIXTURES / "issues" / "2031-01"
    read = sheets.read("events.csv", (folder / "events.csv").read_bytes())
    rows = FACTS.rows["event"]
    assert [(e["id"], e["date_start"], e["title"]) for e in read["events"]] == [
        (row["event_id"], row["starts_on"], row["title"]) for row in rows if row["document_id"] == "review-2031-01"
    ]
    assert (read["month"], read["document"]["document_id"], read["warnings"]) == ("2031-01", "review-2031-01", [])
    figures = sheets.read("figures.csv", (folder / "figures.csv").read_bytes())
    assert figures["budget"] and all(line["series"] and line["value_bn_cny"] for line in figures["budget"])
    assert "The column 'level' of budget was not kept: it follows from other columns." in figures["warnings"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"event_id,section,title\ne1,diplomacy,=1+1\n", None),
        (b"event_id;section;title\ne1;diplomacy;@x\n", None),
        (
            b"event_id,section,title\ne1,dance,x\n",
            "my.csv, row 2, section: 'dance' is not one of budget, collaboration",
        ),
        (
            b"event_id,section,titel,title\ne1,budget,x,y\n",
            "my.csv, row 1, titel: no column 'titel' is read; the nearest is 'title'",
        ),
        (b"event_id,section,title\ne1,budget,x,y\n", "my.csv, row 2: 4 values where the heading has 3 columns"),
        (b'event_id,section,title\ne1,budget,"x\n', "the quotes do not match"),
        (b"event_id,section,title\n\xff\n", "not UTF-8 text (byte 23); save it as CSV UTF-8"),
        (b"a,b,c\n1,2,3\n", "the headings are those of no table"),
        (b"event_id,name,role\ne1,x,y\n", "holds organisations alone; put them into one workbook with their events"),
        (b"", "the file is empty"),
        (b"\x00" * 100, "holds zero bytes"),
    ],
)
def test_a_csv_is_told_by_its_headings(content: bytes, sentence: str | None) -> None:
    if sentence is None:
        (read,) = sheets.read("my.csv", content)["events"]
        assert read["title"] in ("=1+1", "@x")
    else:
        assert sentence in refused("my.csv", content)


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sheets.written(draft()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {part: content})


def test_a_formula_hides_no_other_error() -> None:
    def spoil(book: Any) -> None:
        put("events", cell_of("title"), "=1+2")(book)
        put("events", cell_of("date_start"), "soon")(book)

    told = refused("draft.xlsx", changed(spoil))
    assert (
        f"events!{cell_of('title')}: holds a formula" in told
        and f"events!{cell_of('date_start')}: 'soon' is no date" in told
    )


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("a.xlsx", lambda: packed({"xl/workbook.xml": b"0" * (cells.MOST_UNPACKED + 1)}), "unpacks to far more than a table"),
        ("a.xlsx", lambda: packed({f"{n}": b"" for n in range(cells.MOST_MEMBERS + 1)}), "unpacks to far more than a table"),
        ("a.xlsx", lambda: packed({"a": b"0" * 999}, zipfile.ZIP_BZIP2), "packed as no spreadsheet is"),
        ("a.xlsx", lambda: with_part("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "defines entities"),
        ("a.xlsx", lambda: with_part("xl/workbook.xml", b"<workbook"), "the workbook is damaged"),
        ("a.xlsx", lambda: sheets.written(draft())[:2000], "no workbook, damaged, or locked with a password"),
        ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0" + b"0" * 999, "no workbook, damaged, or locked with a password"),
        ("a.xlsx", lambda: b"", "no workbook"),
        ("a.csv", lambda: b"0" * (cells.MOST_BYTES + 1), "20 MB; at most 20 MB are read"),
        ("a.csv", lambda: b"event_id,section,title\n" + b"e,budget,x\n" * (cells.MOST_ROWS + 1), "more than 20,000 rows"),
        ("a.xls", lambda: b"", "only .csv and .xlsx are read as tables"),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_hostile_file_ends_in_a_sentence(name: str, make: Callable[[], bytes], sentence: str) -> None:
    assert sentence in refused(name, make())


def test_what_stands_far_away_is_neither_lost_nor_a_million_rows() -> None:
    assert "events!A1048576: the key 'e1' stands there twice" in refused(
        "a.xlsx", changed(put("events", "A1048576", "e1"))
    )
    assert "events!XFD2: beyond column 100 nothing is read" in refused("a.xlsx", changed(put("events", "XFD2", "x")))
    assert "events!AZ2: 'x' stands under no heading" in refused("a.xlsx", changed(put("events", "AZ2", "x")))


def test_a_lying_size_of_a_part_is_found_out() -> None:
    content = bytearray(packed({"xl/workbook.xml": b"0" * 10_000_000}))
    size = (10_000_000).to_bytes(4, "little")
    assert content.count(size) >= 1
    lying = bytes(content).replace(size, (10).to_bytes(4, "little"))
    assert "no workbook, damaged" in refused("a.xlsx", lying)
    assert zlib.crc32(lying) != zlib.crc32(bytes(content))
