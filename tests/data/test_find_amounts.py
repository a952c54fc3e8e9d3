"""Sums of money in invented sentences, and numbers that are none."""

import pytest

from data.importer import amounts


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
