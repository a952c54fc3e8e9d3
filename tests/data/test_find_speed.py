"""No text takes a finder long: 40,000 characters of any sort."""

from time import process_time

import pytest

from data.importer import amounts, countries, dates, organisations, people, places
from tests.data.find_names import known

SORTS = {
    "prose": "Prof. Chen Wei, Director of the Lima Institute of Soils (LIS), said on 5 March 2031 in Lima that US$ 2 million was paid. ",
    "capitals": "Alpha Beta Gamma Delta ",
    "bodies": "Alpha Institute of Cc and Dd ",
    "one word": "A",
    "hyphens": "A-",
    "apostrophes": "A'",
    "numbers": "1,234 ",
    "months": "March 5 - ",
    "brackets": "(",
    "no end": "the French team of the Institute of Physics ",
}


@pytest.mark.parametrize("sort", SORTS)
def test_a_long_paragraph(sort: str) -> None:
    text = (SORTS[sort] * 40_000)[:40_000]
    known()
    started = process_time()
    dates.find(text, "2031-03")
    amounts.find(text)
    for finder in (countries, places, organisations, people):
        finder.find(text, known())
    assert process_time() - started < 5
