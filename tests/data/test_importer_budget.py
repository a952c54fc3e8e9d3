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
        ("Defence: CNY 2.1 tn, 7.3% y-o-y.", ("central_defence", 2100.0, 7.3, "CNY 2.1 tn; 7.3% y-o-y")),
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


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ('Science and technology are to receive 412.3 billion yuan. That is 7.6 % more than in the year before.', None, [('central_st', 412.3, 7.6)]),
        ('For defence the draft foresees 1.91 trillion yuan. This is an increase of 6.8 per cent.', None, [('central_defence', 1910, 6.8)]),
        ('Education gets 180.2 billion yuan. The increase is 4 percent. Public security takes 250 billion yuan. Here the rise is 2.1 percent.', None, [('central_education', 180.2, 4), ('central_public_security', 250, 2.1)]),
        ('Diplomacy receives 70.1 billion yuan. It is down 1.5% on the year before.', None, [('central_diplomacy', 70.1, -1.5)]),
        ('The sum for science and technology is 412 billion yuan. Compared with the year before it grows by 8.1%.', None, [('central_st', 412, 8.1)]),
        ('Science and technology get 400 billion yuan. Spending on defence grows by 6%, to 1.8 trillion yuan.', None, [('central_st', 400, None), ('central_defence', 1800, 6)]),
        ('Science and technology get 400 billion yuan. The economy is to grow by 5%.', None, [('central_st', 400, None)]),
        ('Science and technology, education and national defence receive 401.5, 181.2 and 1,912 billion yuan respectively.', None, [('central_st', 401.5, None), ('central_education', 181.2, None), ('central_defence', 1912, None)]),
        ('Education and public security are given 181.2 billion yuan and 250.4 billion yuan respectively, up 3.5% and 2.1%.', None, [('central_education', 181.2, 3.5), ('central_public_security', 250.4, 2.1)]),
        ('Spending on diplomacy, debt interest and science and technology comes to 71.2 billion, 1.1 trillion and 455 billion yuan, respectively, which is 4, 9.5 and 8 per cent more than a year earlier.', None, [('central_diplomacy', 71.2, 4), ('central_debt_interest', 1100, 9.5), ('central_st', 455, 8)]),
        ('Diplomacy and education rise by 4.2% and 5.1% to 70 billion yuan and 190 billion yuan respectively.', None, [('central_diplomacy', 70, 4.2), ('central_education', 190, 5.1)]),
        ('Respectively 300 and 90 billion yuan go to science and technology and to diplomacy, increases of 6.1 and 2 per cent.', None, [('central_st', 300, 6.1), ('central_diplomacy', 90, 2)]),
        ('Defence — 1.2 trillion yuan — +3 %', None, [('central_defence', 1200, 3)]),
        ('Science and technology: CNY 300 bn (previous year: 280 bn; +7.1%)', None, [('central_st', 300, 7.1)]),
        ('Education (central level): 190.4 billion yuan (plus 4.4 per cent)', None, [('central_education', 190.4, 4.4)]),
        ('| Education | 190.4 billion yuan | 4.4 % |', None, [('central_education', 190.4, 4.4)]),
        ('Science and technology   412.9   +7.7', 'billion', [('central_st', 412.9, 7.7)]),
        ('Public security\t251.3\t1.9%', 'billion', [('central_public_security', 251.3, 1.9)]),
        ('CNY 412.9 billion: science and technology (up 7.7 percent)', None, [('central_st', 412.9, 7.7)]),
        ('A sum of 140.636 billion Yuan on stockpiling grain, edible oils, and other materials, up 8.1%; and 777.315 billion Yuan on debt interest payments, up 11.9%.', None, [('central_grain_stockpile', 140.636, 8.1), ('central_debt_interest', 777.315, 11.9)]),
        ('Interest on the debt swallows 1.02 trillion yuan, 9.4 percent more; police and public security follow with 262 billion yuan, 2.2 percent more.', None, [('central_debt_interest', 1020, 9.4), ('central_public_security', 262, 2.2)]),
        ('Science and technology, with 512.4 billion yuan and a growth of 8.3 per cent, comes second.', None, [('central_st', 512.4, 8.3)]),
        ('The line for science and technology grows 8.3 per cent to 512.4 billion yuan, that for education 5 per cent to 198 billion yuan.', None, [('central_st', 512.4, 8.3), ('central_education', 198, 5)]),
        ('Diplomacy was given 78.2 billion yuan (4.1 per cent more), education 198.3 billion yuan (5 per cent more) and the police 262 billion yuan (unchanged).', None, [('central_diplomacy', 78.2, 4.1), ('central_education', 198.3, 5), ('central_public_security', 262, 0)]),
        ('At 512.4 billion yuan, science and technology is 8.3 per cent above last year.', None, [('central_st', 512.4, 8.3)]),
        ('Up 8.3 per cent, science and technology receives 512.4 billion yuan.', None, [('central_st', 512.4, 8.3)]),
        ('Science and technology will cost the state 512.4 billion yuan next year; this is a plus of 8.3 per cent.', None, [('central_st', 512.4, 8.3)]),
        ('The budget gives 512.4 billion yuan for science and technology, an increase of 8.3%, and 262 billion yuan for public security, an increase of 2.2%.', None, [('central_st', 512.4, 8.3), ('central_public_security', 262, 2.2)]),
        ('Education receives 198.3 billion yuan. The year before it had been 190 billion yuan.', None, [('central_education', 198.3, None)]),
        ('Education receives 198.3 billion yuan, after 190 billion yuan in the year before, an increase of 4.4 %.', None, [('central_education', 198.3, 4.4)]),
        ('National defence receives 2.41 trillion yuan. A year ago the rise was 7.2 per cent.', None, [('central_defence', 2410, None)]),
        ('National defence receives 2.41 trillion yuan. That makes a plus of 6.9 per cent.', None, [('central_defence', 2410, 6.9)]),
        ('National defence receives 2.41 trillion yuan. Growth: 6.9 per cent.', None, [('central_defence', 2410, 6.9)]),
    ],
)  # fmt: skip
def test_a_line_in_many_wordings(text: str, unit: str | None, expected: list[tuple[str, float, float | None]]) -> None:
    """Growth in the next sentence, in front, in an elliptic list; figures in the order of their items; rows and bullets."""
    assert [(one.series, one.bn_cny, one.growth_pct) for one in budget.find(text, unit)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What no line of the reference data holds keeps its printed name.
        ("Grants for tidal laboratories will shrink by 2.5 percent to 8.5 billion yuan.", [("Grants for tidal laboratories", None, 8.5, -2.5)]),
        ("The fund for young glass makers, open to all, was raised by 15% to 24 billion yuan.", [("fund for young glass makers", None, 24, 15)]),
        ("The plan cuts its harbour research fund by 4.5%, to 7 billion yuan.", [("harbour research fund", None, 7, -4.5)]),
        # A smaller thing is not the line whose name it holds.
        ("Spending on vocational education is up by 3.5% to 86 billion yuan.", [("Spending on vocational education", None, 86, 3.5)]),
        ("Hainan plans science and technology outlays of 31.5 billion yuan, up 9.5%.", [("science and technology outlays", None, 31.5, 9.5)]),
        # The wider scope that the statistics bureau reports.
        ("National fiscal expenditure on science and technology came to 848 billion yuan, up 6 per cent.", [("national_fiscal_st_nbs", "national_fiscal_st_nbs", 848, 6)]),
        ("Grain stocks take 12 billion yuan, no change.", [("central_grain_stockpile", "central_grain_stockpile", 12, 0)]),
    ],
)  # fmt: skip
def test_what_a_line_is_about(text: str, expected: list[tuple[str, str | None, float, float]]) -> None:
    assert [(line.item, line.series, line.bn_cny, line.growth_pct) for line in budget.find(text, None)] == expected
