"""Every finder on invented sentences: what it must find, and what it must leave alone."""

from pathlib import Path

import pytest

from data.importer import amounts, countries, dates, names, organisations, people, places

SOURCES = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def known() -> names.Names:
    return names.load(SOURCES)


def test_a_paragraph_gives_every_sort(known: names.Names) -> None:
    text = (
        "The Nairobi Institute of Solar Chemistry (NISC) and Tsinghua University signed a contract worth about US$ 2.5 million on 5 May in Nairobi. "
        "Prof. Wanjiru Kamau, Director of the Nairobi Institute of Solar Chemistry, thanked her Chinese partners."
    )
    assert [f.value.start for f in dates.find(text, "2024-05") if f.value] == ["2024-05-05"]
    assert [(f.value.amount, f.value.currency, f.value.qualifier) for f in amounts.find(text) if f.value] == [
        (2500000, "USD", "about")
    ]
    assert [f.value.name for f in places.find(text, known)] == ["Nairobi"]
    assert [f.value["name"] for f in organisations.find(text, known)] == [
        "Nairobi Institute of Solar Chemistry",
        "Tsinghua University",
    ]
    assert [f.value["name"] for f in people.find(text, known)] == ["Wanjiru Kamau"]
    assert countries.find("Kenyan and Chinese engineers met.", known)[0].value == "KEN"
