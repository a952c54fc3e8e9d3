"""The draft of a review and the command line. The review is invented; only Beijing, Lima and the science ministry are real."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.importer import documents, names
from data.importer.documents import NotAReview
from data.importer.draft import draft

ROOT = Path(__file__).parent.parent.parent
REVIEW = """# CHINA SCIENCE LETTER

May 2031

Prepared by the Reed Institute for Policy from public reports.

## 1. Budget 2031

The draft budget gives 301.5 billion yuan to science and technology, up 7%.

The Chinese Ministry of Science and Technology announced that it will open forty instruments.

## 2. Colaboration Projects

This section lists what two reports agree on.

[A seed bank](https://a.example/seed) of China and Peru was opened on 14 May in Lima. It cost US$ 3.2 million. Two days earlier, on 12 May, the Reed Institute signed a protocol with the Alder University in Cusco.

## 3. Breakthroughs

A team of the Alder Institute of Botany has bred an oat. It grows on salt.
"""


@pytest.fixture(scope="module")
def known() -> names.Names:
    return names.load(ROOT / "data")


def drafted(folder: Path, known: names.Names, text: str = REVIEW) -> dict:  # type: ignore[type-arg]
    (folder / "letter.md").write_text(text, encoding="utf-8")
    return draft(documents.read(folder / "letter.md"), known)


def test_a_review_becomes_a_draft(tmp_path: Path, known: names.Names) -> None:
    made = drafted(tmp_path, known)
    assert (made["month"], made["title"], made["publisher"]) == (
        "2031-05",
        "China Science Letter, May 2031",
        "Reed Institute for Policy",
    )
    assert made["document"]["document_id"] == "review-2031-05"
    told = [
        (e["id"], e["section"], e["date_start"], e["date_precision"], e["place"], e["locator"]) for e in made["events"]
    ]
    assert told == [
        ("e1", "budget", None, "unknown", None, "Budget 2031, paragraph 2"),
        ("e2", "collaboration", "2031-05-14", "day", "Lima", "Colaboration Projects, paragraph 2"),
        ("e3", "collaboration", "2031-05-12", "day", "Cusco", "Colaboration Projects, paragraph 2"),
        ("e4", "breakthrough", None, "unknown", None, "Breakthroughs, paragraph 1"),
    ]
    seed = made["events"][1]
    assert (seed["partner_countries"], seed["amount"], seed["currency"], seed["links"]) == (
        ["PER"],
        3_200_000,
        "USD",
        ["https://a.example/seed"],
    )
    assert [(b["series"], b["value_bn_cny"], b["growth_pct"], b["year"], b["basis"]) for b in made["budget"]] == [
        ("central_st", 301.5, 7.0, 2031, "draft")
    ]
    assert "Nothing was found for diplomacy." in made["warnings"]


def test_every_value_points_to_its_words_and_doubts_are_told(tmp_path: Path, known: names.Names) -> None:
    made = drafted(tmp_path, known)
    paragraphs = made["paragraphs"]
    for event in made["events"]:
        for span in event["spans"]:
            assert paragraphs[span["paragraph"]]["text"][span["start"] : span["end"]] in event["passage"]
        assert {"title", "summary"} <= {doubt["field"] for doubt in event["unsure"]}
    dates = [
        paragraphs[s["paragraph"]]["text"][s["start"] : s["end"]]
        for e in made["events"]
        for s in e["spans"]
        if s["field"] == "date"
    ]
    assert dates == ["14 May", "12 May"]
    assert {"field": "date", "why": "the words give no date"} in made["events"][3]["unsure"]
    line = made["budget"][0]["spans"][0]
    assert paragraphs[line["paragraph"]]["text"][line["start"] : line["end"]] == "301.5 billion yuan"


def test_a_relative_day_is_a_warning_not_a_date(tmp_path: Path, known: names.Names) -> None:
    made = drafted(
        tmp_path, known, REVIEW.replace("It grows on salt.", "The Alder Institute of Botany showed it last Tuesday.")
    )
    assert made["events"][3]["date_start"] is None
    assert any("last Tuesday" in warning and "enter the date" in warning for warning in made["warnings"])


def test_a_paragraph_without_end_is_looked_at_so_far_and_told(tmp_path: Path, known: names.Names) -> None:
    made = drafted(tmp_path, known, REVIEW.replace("It grows on salt.", "It grows on salt and Prof. Li (A" * 1300))
    assert any("only the first 5,000 were looked at" in warning for warning in made["warnings"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# Letters\n\nDear reader, in May 2031 the lake froze.\n", "no heading names a section"),
        (
            "# Letters\n\n## Budget\n\nThe lake froze.\n\n## Science Diplomacy\n\nWe sat there.\n",
            "put the month and year into the title",
        ),
        ("# Letters, May 2031\n\n## Science Diplomacy\n\nWe sat there.\n", "no event and no budget line"),
    ],
)
def test_what_is_no_review_is_told(tmp_path: Path, known: names.Names, text: str, why: str) -> None:
    with pytest.raises(NotAReview, match=why):
        drafted(tmp_path, known, text)


def test_the_command_line_prints_a_draft_or_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(REVIEW, encoding="utf-8")
    (tmp_path / "none.txt").write_text("Dear reader, the lake froze.", encoding="utf-8")
    run = [sys.executable, "-m", "data.importer"]
    good = subprocess.run(
        [*run, str(tmp_path / "letter.md"), "--json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    bad = subprocess.run(
        [*run, str(tmp_path / "none.txt"), "--json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (good.returncode, good.stderr, json.loads(good.stdout)["month"]) == (0, "", "2031-05")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert len(bad.stderr.strip().splitlines()) == 1
    assert bad.stderr.startswith("none.txt: ")
