"""Sets figures of one list beside the items of another: "education and defence receive 190 and 1,900 billion yuan respectively". It converts nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\d.,A-Za-z])(?:(?P<before>RMB|CNY|[\u00a5\uffe5])\s?)?(?P<number>{_NUMBER})(?:\s?(?P<scale>million|billion|trillion|mn|bn|tn)\b)?"
    r"(?:\s(?P<money>yuan|renminbi|RMB|CNY)\b)?(?P<percent>\s?(?:%|per\s?cent\b))?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:,\s*and|,|and|&)\s*(?:(?:by|to|of|at|up|about)\s+)*", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s*(?:,\s*and|,|and|&)\s*(?:(?:for|on|to|the|its|spending|in|of|payments|national)\s+)*", re.IGNORECASE
)
_TOLD = re.compile(r"\brespectively\b|\bin (?:that|this) order\b", re.IGNORECASE)


@dataclass(frozen=True)
class Shared:
    """An item with its figure: offsets of the list of sums and of the list of growths, if there is one."""

    item: re.Match[str]
    number: str
    scale: str
    percent: str | None
    sums: tuple[int, int]
    growths: tuple[int, int] | None


def shared(text: str, first: int, last: int, items: Sequence[re.Match[str]]) -> list[Shared]:
    """Items of the sentence with the sums and growths that stand in the same order; none where the lists differ in length."""
    chains = _chains(text, first, last)
    sums = next((one for one in chains if one[-1]["money"] or one[-1]["before"] or one[0]["before"]), None)
    if not sums or not (_TOLD.search(text, first, last) or not any(one["money"] or one["before"] for one in sums[:-1])):
        return []
    named = _run(text, [one for one in items if first <= one.start() < last], len(sums))
    if not named:
        return []
    grown = next((one for one in chains if one[-1]["percent"] and len(one) == len(sums)), None)
    scales = [next((one["scale"] for one in sums[n:] if one["scale"]), "") for n in range(len(sums))]
    return [
        Shared(
            item, sums[n]["number"], scales[n], grown[n]["number"] if grown else None,
            (sums[0].start(), sums[-1].end()), (grown[0].start(), grown[-1].end()) if grown else None,
        )
        for n, item in enumerate(named)
    ]  # fmt: skip


def _chains(text: str, first: int, last: int) -> list[list[re.Match[str]]]:
    """Figures that only commas and "and" part, two or more."""
    found: list[list[re.Match[str]]] = []
    for one in _FIGURE.finditer(text, first, last):
        before = found[-1] if found else []
        alike = before and (bool(one["percent"]) or not before[-1]["percent"])
        if alike and _NEXT.fullmatch(text, before[-1].end(), one.start()):
            before.append(one)
        else:
            found.append([one])
    return [one for one in found if len(one) > 1]


def _run(text: str, items: list[re.Match[str]], count: int) -> list[re.Match[str]]:
    """So many items in a row that only list words part."""
    for start in range(len(items) - count + 1):
        run = items[start : start + count]
        if all(_BESIDE.fullmatch(text, a.end(), b.start()) for a, b in pairwise(run)):
            return run
    return []
