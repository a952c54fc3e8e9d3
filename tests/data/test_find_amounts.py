"""Sums of money in invented sentences, and numbers that are none."""

import pytest

from data.importer import amounts, assembly
from tests.data.find_names import known


@pytest.mark.parametrize(
    ("text", "amount", "currency", "qualifier"),
    [
        ("a pilot plant of US $ 400,000", 400_000, "USD", None),
        ("It cost about $4.5 million.", 4_500_000, "USD", "about"),
        ("worth more than 30 million Yuan", 30_000_000, "CNY", "more than"),
        ("RMB 2.1 billion were set aside", 2_100_000_000, "CNY", None),
        ("a grant of €3,5 million", 3_500_000, "EUR", None),
        ("up to 75 million euros", 75_000_000, "EUR", "up to"),
        ("It cost Rs 12 crore.", 120_000_000, "INR", None),
        ("In Rabat it gave 75 million dirhams.", 75_000_000, "MAD", None),
        ("Iran paid 620 billion rials.", 620_000_000_000, "IRR", None),
        ("half a million dollars", 500_000, "USD", None),
        ("Eight million euros came from the town.", 8_000_000, "EUR", None),
        ("a prize of 500,000 Singapore dollars", 500_000, "SGD", None),
    ],
)
def test_a_sum(text: str, amount: float, currency: str, qualifier: str | None) -> None:
    (one,) = amounts.find(text)
    assert one.value
    assert (one.value.amount, one.value.currency, one.value.qualifier) == (amount, currency, qualifier)


@pytest.mark.parametrize("text", ["at -60 degrees", "over 3000 pages", "a 100 MW plant", "he won 3 games", "5 March"])
def test_what_is_no_sum(text: str) -> None:
    assert amounts.find(text) == []


@pytest.mark.parametrize("text", ["between $3-5 million", "12 yuan per kWh", "They paid 3 million pesos."])
def test_a_range_a_price_and_a_currency_of_many_are_doubts(text: str) -> None:
    (one,) = amounts.find(text)
    assert (one.value, one.sure) == (None, False)


def test_what_it_is_for() -> None:
    (one,) = amounts.find("A jointly funded greenhouse of US$ 90,000 was built.")
    assert one.value
    assert one.value.amount_for == "jointly funded greenhouse"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("On 5 March they ordered it; each will pay 7 million euros, 14 million in all.", 14_000_000),
        ("Of the cost, the Chinese share of the cost, 9 million yuan, is half of the 18 million yuan.", 18_000_000),
        ("It opened on 5 March. Price tag: 17.5 million dollars.", 17_500_000),
        ("It found a catalyst on 5 March. A pilot plant, to cost 320 million yuan, is foreseen for 2033.", None),
        ("The company asks 160 million yuan for a ship of this type.", None),
        ("It gave ten fellowships, each of 18,000 euros.", None),
        ("It opened on 5 March; a 2029 grant of 30 million euros got it started.", None),
        ("They took the scales on 5 March. A dosimeter costs 90,000 euros.", None),
        ("The plant, to cost 320 million yuan, was begun on 5 March.", 320_000_000),
    ],
)
def test_what_stands_for_the_whole(text: str, amount: float | None) -> None:
    assert assembly.event(text, "collaboration", "2031-03", known())["amount"] == amount
