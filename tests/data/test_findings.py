"""What the checks find in the project's facts, one by one; that a clean fixture raises nothing; what an editor resolved."""

import csv
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from data import build, findings, load
from tests.conftest import FIXTURES


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "facts"))


@pytest.fixture
def clean(facts: Path) -> Path:
    """The fixtures without their three doubts: a letter missing in a print, a growth that no figure gives, a figure that was revised."""
    change(facts / "issues/2031-01/event_organisations.csv", "Labratory", "Laboratory")
    change(facts / "reference/corrections.csv", "\nparis-name,", "\n", lines=True)
    change(facts / "issues/context-2031/figures.csv", "executed,250.000", "executed,285.714")
    change(facts / "issues/context-2031/figures.csv", "\nintensity-2029-later,", "\n", lines=True)
    return facts


def change(file: Path, old: str, new: str, lines: bool = False) -> None:
    text = file.read_text()
    assert old in text
    if lines:
        start = text.index(old)
        end = text.index("\n", start + 1)
        file.write_text(text[:start] + text[end:])
    else:
        file.write_text(text.replace(old, new))


def found(facts: Path) -> list[tuple[str, str, str]]:
    """Rule, subject and message of all findings."""
    file = build.build(facts, facts / "built").file
    return [(str(f["rule"]), str(f["subject"]), str(f["message"])) for f in findings.findings(file)]


def refusal(facts: Path) -> str:
    with pytest.raises(load.BadData) as caught:
        build.build(facts, facts / "built")
    return str(caught.value)


# The project's own facts

FOUND = [
    ("superlative_contradicted", "figure:central_st-2024-draft", "debt interest +11.9 % against science and technology +10 %"),
    ("superlative_contradicted", "figure:central_st-2024-draft", "place 2, a larger rise than in grain and oil stockpiling, national defence, diplomacy and public security"),
    ("undated_event", "event:2024-03-cold-battery", "Likely by 8 March 2024"),
    ("name_reromanised", "person:le-thailou", '"Le Thailou" stands in no other document'),
    ("printed_form_doubtful", "event:2024-03-france-agreements", 'printed "Le Thailou", likely "Retailleau"'),
    ("mixed_units", "figure:central_defence-2024-draft", "Printed as 1.66554 trillion beside amounts in billion; it is 1\u202f665.54 billion yuan"),
    ("level_not_stated", "figure:central_st-2024-draft", "does not state the level"),
    ("level_not_stated", "figure:central_debt_interest-2024-draft", "does not state the level"),
    ("organisation_spelt_two_ways", "event:2024-03-ubolratana", '"Dongfang Electric International Cooperation"; the name in use is "Dongfang Electric International Corporation"'),
    ("organisation_spelt_two_ways", "event:2024-03-cares-copilot", '"Chinese Academy of Science"; the name in use is "Chinese Academy of Sciences"'),
    ("organisation_spelt_two_ways", "event:kaznu-sun-yao-2023-12", "Northwestern Polytechnic University"),
    ("printed_form_doubtful", "document:review-2024-03", 'printed "from 3-11 March", likely "4-11 March 2024"'),
    ("printed_form_doubtful", "event:2024-03-queqiao2", 'printed "into lunar orbit"'),
    ("sources_differ", "event:2024-03-queqiao2", "entered an Earth-Moon transfer orbit on 20 March"),
    ("sources_differ", "event:misrsat2-launch-2023-12", "the amount: 72 million USD here; elsewhere 92 million USD"),
    ("sources_differ", "event:misrsat2-launch-2023-12", "the place: Jiuquan Satellite Launch Center here; elsewhere launch site Taiyuan"),
    ("sources_differ", "event:namibia-ground-station-2025-12", "the date: December 2025 here; elsewhere handover in February 2026"),
    ("sources_differ", "event:2024-03-kaznu-lab", "400,000 USD here; elsewhere about 400,000 dollars spent so far by both sides"),
    ("date_by_time_zone", "event:tianwen2-2025-05", "28 May 2025 in UTC"),
    ("growth_not_reproduced", "figure:central_st-2024-draft", "draft 328 billion yuan, +13.1 %; executed not stored"),
    ("growth_not_reproduced", "figure:national_st-2024-executed", "executed 1,060 billion yuan, +8.5 %"),
    ("figure_revised", "figure:rd_intensity-2020-final", "Revised later to 2.36 %, here 2.4"),
]  # fmt: skip
COUNTS = {
    "date_by_time_zone": 3,
    "figure_revised": 2,
    "growth_not_reproduced": 2,
    "level_not_stated": 8,
    "missing_link": 9,
    "mixed_units": 1,
    "name_reromanised": 2,
    "organisation_spelt_two_ways": 3,
    "printed_form_doubtful": 11,
    "sources_differ": 14,
    "superlative_contradicted": 1,
    "transcribed_figure": 13,
    "undated_event": 2,
}


@pytest.mark.parametrize(("rule", "subject", "told"), FOUND)
def test_the_project_raises(project: duckdb.DuckDBPyConnection, rule: str, subject: str, told: str) -> None:
    messages = project.execute(
        "select message from finding where rule = ? and subject_kind || ':' || subject_id = ?", [rule, subject]
    ).fetchall()
    assert any(told in message for (message,) in messages), messages


def test_every_event_of_the_review_lacks_its_link(project: duckdb.DuckDBPyConnection) -> None:
    lacking = project.execute("select subject_id from finding where rule = 'missing_link' order by 1").fetchall()
    assert (
        lacking == project.execute("select event_id from event where event_id like '2024-03-%' order by 1").fetchall()
    )
    assert len(lacking) == 9


def test_the_project_raises_no_more_than_an_editor_agreed_with(project: duckdb.DuckDBPyConnection) -> None:
    """Each was read; a new number here asks for reading again. What needs a document's own text is not there."""
    proved = "('print_not_found', 'locator_not_found', 'superlative_not_entered', 'text_unreadable')"
    assert (
        dict(project.execute(f"select rule, count(*) from finding where rule not in {proved} group by rule").fetchall())
        == COUNTS
    )


def test_every_check_tells_what_settles_it(project: duckdb.DuckDBPyConnection) -> None:
    rules = project.execute("select rule, severity::varchar, about, settles from rule order by rule").fetchall()
    assert [rule for rule, *_ in rules] == [path.stem for path in sorted(build.CHECKS.glob("*.sql"))]
    for rule, _, about, settles in rules:
        assert about.endswith(".") and settles.endswith("."), rule
    for message, evidence, settles in project.execute("select message, evidence, settles from finding").fetchall():
        assert message.endswith(".") and evidence and settles.endswith("."), message


def test_every_figure_and_event_has_a_document_a_locator_and_who_entered_it(project: duckdb.DuckDBPyConnection) -> None:
    walked = 0
    for kind in ("event", "figure"):
        rows = project.execute(
            f"""select {kind}_id, f.locator, d.publisher, n.entered_by from {kind} f left join document d using (document_id)
            left join editing n on n.subject_kind = '{kind}' and n.subject_id = {kind}_id"""
        ).fetchall()
        for subject, locator, publisher, entered_by in rows:
            assert locator and publisher and entered_by == "dashboard editors", subject
        walked += len(rows)
    assert walked == 115 + 212


# The fixtures


def test_the_fixtures_raise_what_was_put_into_them(facts: Path) -> None:
    assert found(facts) == [
        (
            "growth_not_reproduced",
            "figure:defence-2031",
            "Stated growth +5 % (against: not stated), which no stored amount of 2030 gives: draft not stored; "
            "executed 250 billion yuan, +20.0 %.",
        ),
        (
            "organisation_spelt_two_ways",
            "event:2031-01-lab",
            'Printed "Invented Labratory of Paris"; the name in use is "Invented Laboratory of Paris".',
        ),
        ("figure_revised", "figure:intensity-2029", "Revised later to 2.6 %, here 2.5."),
    ]


def test_a_clean_fixture_raises_nothing(clean: Path) -> None:
    (clean / "issues/2031-01/claims.csv").write_text(
        "document_id,locator,figure_id,claim,as_printed\n"
        'review-2031-01,"Budget, paragraph 1",st-2031,largest growth,the largest rise\n'
        'review-2031-01,"Budget, paragraph 1",defence-2031,largest amount,the largest item\n'
    )
    assert found(clean) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "subject", "told"),
    [
        ("issues/2031-01/issue.toml", 'url = "https://example.org/review-01"', 'url = ""', "missing_link", "event:2031-01-lab", "no web address"),
        ("issues/2031-01/events.csv", "2031-01-05,2031-01-05,day", "2031-02-05,2031-02-05,day", "date_outside_month", "event:2031-01-probe", "Dated 2031-02-05, but its document is of 2031-01."),
        ("issues/2031-01/events.csv", "2031-01-05,2031-01-05,day", "2030-12-31,2030-12-31,day", "date_outside_month", "event:2031-01-probe", "Dated 2030-12-31"),
        ("issues/context-2031/events.csv", "2031-02-14,2031-02-14,day", "2031-03-01,2031-03-01,day", "date_outside_month", "event:2031-02-ice", "Dated 2031-03-01"),
        ("issues/2031-01/events.csv", "2031-01-05,2031-01-05,day", "2031-01-01,2031-01-31,unknown", "undated_event", "event:2031-01-probe", "prints no date"),
        ("issues/2031-01/figures.csv", '"300 billion, up 5%"', '"0.3 trillion; up 5%"', "mixed_units", "figure:", "trillion"),
        ("issues/2031-01/figures.csv", "10,not stated,central,true", "10,not stated,central,false", "level_not_stated", "figure:st-2031", "level"),
        ("issues/2031-01/figures.csv", "100.000,,10,", "100.000,,13,", "growth_not_reproduced", "figure:st-2031", "draft 95 billion yuan, +5.3 % or 96 billion yuan, +4.2 %; executed 90.909 billion yuan, +10.0 %"),
        ("issues/context-2031/figures.csv", "st-2030-passed,report-b,page 1,central_st,2030,approved,96.000", "st-2030-passed,report-b,page 1,central_st,2030,executed,91.909", "figures_differ", "figure:st-2030", "Invented wire states 91.909 billion yuan, here 90.909"),
        ("reference/people.csv", "Ada Martin", "Le Thaimai", "name_reromanised", "person:ada-martin", "reads like Chinese syllables"),
        ("reference/people.csv", "Ada Martin", "裴德乐", "name_reromanised", "person:ada-martin", "known in Chinese characters only"),
        ("issues/2031-02/event_organisations.csv", "Invented Board of Beijing", "Invented Bord of Beijing", "organisation_spelt_two_ways", "event:2031-02-talks", "Bord"),
        ("issues/2031-02/event_sources.csv", ",,confirms the departure", ",place,off Lamu", "sources_differ", "event:2031-02-cruise", "the place: Off Mombasa here; elsewhere off Lamu"),
    ],
)  # fmt: skip
def test_one_slip_raises_one_rule(
    clean: Path, file: str, old: str, new: str, rule: str, subject: str, told: str
) -> None:
    change(clean / file, old, new)
    raised = found(clean)
    assert {name for name, *_ in raised} == {rule}
    assert any(about.startswith(subject) and told in message for _, about, message in raised), raised


@pytest.mark.parametrize(
    ("claim", "of", "told"),
    [
        ("largest growth", "defence-2031", "science and technology +10 % against national defence +5 %"),
        ("smallest growth", "st-2031", "national defence +5 % against science and technology +10 %"),
        (
            "largest amount",
            "st-2031",
            "national defence 300 billion yuan against science and technology 100 billion yuan",
        ),
        ("smallest amount", "defence-2031", "science and technology 100 billion yuan against"),
    ],
)
def test_a_superlative_is_held_against_the_figures(clean: Path, claim: str, of: str, told: str) -> None:
    file = clean / "issues/2031-01/claims.csv"
    head = "document_id,locator,figure_id,claim,as_printed\n"
    file.write_text(f'{head}review-2031-01,"Budget, paragraph 1",{of},{claim},the most of all\n')
    [(rule, subject, message)] = found(clean)
    assert (rule, subject) == ("superlative_contradicted", f"figure:{of}")
    assert told in message and "place 2" in message
    file.write_text(f'{head}review-2031-01,"Budget, paragraph 1",st-2030,{claim},the most of all\n')
    assert "the claim is about a figure of another document" in refusal(clean)


# Resolutions

HEAD = "rule,subject_kind,subject_id,note,resolved_by,resolved_on\n"
ROW = "figure_revised,figure,intensity-2029,The screens show both.,Invented editor,2031-03-02\n"


def test_a_resolved_finding_keeps_its_row_with_the_note(facts: Path) -> None:
    (facts / "issues/context-2031/resolutions.csv").write_text(HEAD + ROW)
    file = build.build(facts, facts / "built").file
    [resolved] = [f for f in findings.findings(file) if f["rule"] == "figure_revised"]
    assert (resolved["resolution"], resolved["resolved_by"], resolved["resolved_on"]) == (
        "The screens show both.",
        "Invented editor",
        "2031-03-02",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + ROW.replace("intensity-2029", "gerd-2029"), "resolutions.csv, row 2: it resolves 'figure_revised' of figure gerd-2029, but no check finds that"),
        (HEAD + ROW.replace("The screens show both.", ""), "resolutions.csv, row 2, column note: '' must not be empty"),
        (HEAD + ROW.replace("2031-03-02", "yesterday"), "resolutions.csv, row 2, column resolved_on: 'yesterday' is not a date"),
        (HEAD + ROW + ROW, "resolutions.csv, row 3, column rule, subject_kind, subject_id: 'figure_revised, figure, intensity-2029' stands there more than once"),
        (HEAD.replace(",note", ""), "resolutions.csv, row 1: column note is missing"),
    ],
)  # fmt: skip
def test_a_resolution_that_fits_nothing_is_refused(facts: Path, text: str, told: str) -> None:
    (facts / "issues/context-2031/resolutions.csv").write_text(text)
    said = refusal(facts)
    assert told in said or told.replace(", row 1", "") in said


# Editing

EDITING = "subject_kind,subject_id,entered_by,entered_on,checked_by,checked_on\n"


def test_the_folder_is_the_default_of_its_facts(facts: Path) -> None:
    (facts / "issues/2031-01/editing.csv").write_text(
        EDITING + "folder,2031-01,A,2031-02-01,,\nevent,2031-01-lab,B,2031-02-01,C,2031-02-02\n"
    )
    with duckdb.connect(str(build.build(facts, facts / "built").file), read_only=True) as con:
        assert con.execute("select subject_id, entered_by, checked_by from editing order by 1").fetchall() == [
            ("2031-01-lab", "B", "C"),
            ("2031-01-probe", "A", None),
            ("defence-2031", "A", None),
            ("st-2031", "A", None),
        ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("event,2031-02-talks,A,2031-02-01,,\n", "row 2: 'event 2031-02-talks' is neither 'folder 2031-01' nor an event or a figure of this folder"),
        ("folder,2031-02,A,2031-02-01,,\n", "row 2: 'folder 2031-02' is neither"),
        ("folder,2031-01,A,2031-02-01,,\nfolder,2031-01,B,2031-02-01,,\n", "row 3: folder 2031-01 stands there more than once"),
        ("folder,2031-01,,2031-02-01,,\n", "row 2, column entered_by: '' must not be empty"),
        ("folder,2031-01,A,2031-02-01,B,\n", "breaks the rule"),
        ("folder,2031-01,A,2031-02-02,B,2031-02-01\n", "breaks the rule"),
    ],
)  # fmt: skip
def test_a_mistake_in_editing_is_named(facts: Path, rows: str, told: str) -> None:
    (facts / "issues/2031-01/editing.csv").write_text(EDITING + rows)
    assert f"issues/2031-01/editing.csv, {told}" in refusal(facts) or told in refusal(facts)


# The list


def run(monkeypatch: pytest.MonkeyPatch, built: Path, *words: str) -> int:
    monkeypatch.setenv("DASHBOARD_BUILT", str(built))
    monkeypatch.setattr("sys.argv", ["findings", *words])
    return findings.main()


def test_all_findings_as_json(facts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (facts / "issues/context-2031/resolutions.csv").write_text(HEAD + ROW)
    build.build(facts, facts / "built")
    assert run(monkeypatch, facts / "built", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [list(finding) for finding in told] == [list(findings.COLUMNS)] * 3
    assert [finding["severity"] for finding in told] == ["finding", "finding", "note"]
    assert run(monkeypatch, facts / "built") == 0
    words = capsys.readouterr().out
    assert "Resolved by Invented editor on 2031-03-02: The screens show both." in words


def test_no_findings_and_no_database(
    clean: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, clean / "built") == 1
    assert "There is no database in" in capsys.readouterr().err
    build.build(clean, clean / "built")
    assert run(monkeypatch, clean / "built", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(monkeypatch, clean / "built") == 0
    assert capsys.readouterr().out == "The checks found nothing doubtful.\n"


def test_a_check_without_its_head_is_refused(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = facts / "checks"
    checks.mkdir()
    monkeypatch.setattr(build, "CHECKS", checks)
    (checks / "odd.sql").write_text("-- A sentence.\n-- severity picnic\n-- settles It.\nselect 1\n")
    assert "data/checks/odd.sql: needs a line '-- severity error'" in refusal(facts)
    (checks / "odd.sql").write_text("-- A sentence.\n-- severity note\nselect 1\n")
    assert "needs a sentence in its first line and a line '-- settles" in refusal(facts)


def test_nothing_of_a_text_is_in_the_repository() -> None:
    """The texts beside the folders are not shipped; only the invented ones of the tests are."""
    ignored = (build.SOURCES.parent / ".gitignore").read_text()
    assert "data/issues/*/source.*" in ignored
    for path in (build.SOURCES / "issues").glob("*/*.csv"):
        for row in csv.reader(path.open(encoding="utf-8")):
            assert all(len(value) < 400 for value in row), path
