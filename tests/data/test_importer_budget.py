"""Budget lines of the importer, whatever scale and wording the print has. All figures are invented."""

import pytest

from data.importer import budget


def lines(text: str, unit: str | None = None) -> list[tuple[str | None, float, float | None, str]]:
    return [(one.series, one.bn_cny, one.growth_pct, one.as_printed) for one in budget.find(text, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It allotted 301.5 billion Yuan for science and technology (S&T), an increase of 7% from the previous budget.", ("central_st", 301.5, 7.0, "301.5 billion Yuan; an increase of 7% from the previous budget")),
        ("National defence: 1.67 tn yuan (+7.2%)", ("central_defence", 1670.0, 7.2, "1.67 tn yuan; +7.2%")),
        ("Spending on diplomacy fell by 3 per cent to RMB 58,200 million.", ("central_diplomacy", 58.2, -3.0, "RMB 58,200 million; fell by 3 per cent")),
        ("Public security takes CNY 230bn, a rise of 1.5 percent.", ("central_public_security", 230.0, 1.5, "CNY 230bn; a rise of 1.5 percent")),
        ("Education: ¥1,650亿, down 0.5%", ("central_education", 165.0, -0.5, "¥1,650亿; down 0.5%")),
        ("Interest on the public debt reached 812.4 billion yuan, 9.4% more than in the year before.", ("central_debt_interest", 812.4, 9.4, "812.4 billion yuan; 9.4% more than in the year before")),
        ("Stockpiling grain and edible oils stays at 14,000,000万元.", ("central_grain_stockpile", 140.0, None, "14,000,000万元")),
        ("According to the Ministry of Education, science and technology receive 300 billion yuan.", ("central_st", 300.0, None, "300 billion yuan")),
    ],
)  # fmt: skip
def test_a_line_is_read_in_billion_yuan(text: str, expected: tuple[str, float, float | None, str]) -> None:
    assert lines(text) == [expected]


def test_each_sum_of_a_sentence_keeps_its_item() -> None:
    text = "It put science and technology at 301 billion yuan, a rise of 6.4%, and public security at 22 billion yuan; 1.2 trillion yuan on defence, up 2%, 9 billion on foreign aid."
    assert [(series, value, growth) for series, value, growth, _ in lines(text)] == [
        ("central_st", 301.0, 6.4),
        ("central_public_security", 22.0, None),
        ("central_defence", 1200.0, 2.0),
    ]


def test_rows_of_a_table_take_the_unit_of_its_head() -> None:
    assert budget.unit("Table 1: central budget (in billion yuan)") == "billion"
    assert lines("| Science and technology | 301.4 | +7.0% |", "billion") == [
        ("central_st", 301.4, 7.0, "301.4; +7.0%")
    ]
    assert lines("| Science and technology | 301.4 | +7.0% |") == []


@pytest.mark.parametrize(
    ("words", "against"),
    [
        ("up 7% from the previous budget", "previous budget"),
        ("up 7% on the amount executed in 2030", "previous year executed"),
        ("up 7%", "not stated"),
    ],
)
def test_what_the_growth_is_against_is_said_only_where_it_is_printed(words: str, against: str) -> None:
    assert budget.find(f"Education takes 20 billion yuan, {words}.", None)[0].against == against
