"""How much room text takes in a figure, told without a browser and never too small. It draws nothing."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

# Advance widths of Source Sans at weight 400 in thousandths of the type size, rounded up to 25 (measured in Chromium).
_WIDTHS = {
    125: "\u202f",
    200: " \u00a0",
    250: "',.:;ij|·‘’",
    275: "Il",
    300: "!f",
    325: "()-[]{}",
    350: "/\\rt°",
    375: "₂",
    425: "*?sz",
    450: '"x“”',
    475: "cvy",
    500: "0123456789#$+<=>FJLY^_ek~–−",
    525: "VXag",
    550: "AESTZ`hnou",
    575: "CPRbdpq",
    600: "BK◆●",
    625: "&DG→",
    650: "NU",
    675: "HOQ",
    725: "w",
    750: "M",
    800: "W—",
    825: "%",
    850: "@m",
    950: "…",
}
_EM = {char: width / 1000 for width, chars in _WIDTHS.items() for char in chars}
# Letters that the table does not hold: Latin ones with marks are narrower, Chinese ones are as wide as their height.
_OTHER_LATIN_EM = 0.85
_OTHER_EM = 1.1
# Long words that everyone reads in short, those that are given up first first.
_SHORT = {
    "International": "Int.",
    "Department": "Dept",
    "Government": "Govt",
    "Ministry": "Min.",
    "Science and Technology": "S&T",
    "University": "Univ.",
    "Academy": "Acad.",
    "Federation": "Fed.",
    "Association": "Assoc.",
    "Organisation": "Org.",
    "Organization": "Org.",
    "Institute": "Inst.",
    "Agricultural": "Agric.",
    "Technology": "Tech.",
    "Development": "Dev.",
    "National": "Nat.",
    "United Arab Emirates": "UAE",
    "United States": "US",
    "United Kingdom": "UK",
}
_JOINTS = {"of", "the", "and", "for", "in", "to"}


@lru_cache(maxsize=4096)
def width_px(text: str, size_px: float) -> float:
    """Width of one line of plain text in Source Sans; kerning, which only narrows it, is left aside."""
    return size_px * sum(_EM.get(char) or (_OTHER_LATIN_EM if char < "\u0250" else _OTHER_EM) for char in text)


@lru_cache(maxsize=4096)
def fit(text: str, room_px: float, size_px: float, lines: int = 1) -> str:
    """The text in at most so many lines, parted by a line feed, cut at a word with an ellipsis where it is longer.

    What has room in one line is one; two lines are as even as can be.
    """
    if width_px(text, size_px) <= room_px:
        return text
    words = text.split(" ")
    if lines > 1:
        ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        wide = {way: max(width_px(line, size_px) for line in way) for way in ways}
        best = min(ways, key=wide.__getitem__, default=None)
        if best and wide[best] <= room_px:
            return "\n".join(best)
    while len(words) > 1 and width_px(" ".join(words) + "…", size_px) > room_px:
        words.pop()
    kept = " ".join(words).rstrip(" ,;:")
    while kept and width_px(kept + "…", size_px) > room_px:
        kept = kept[:-1]
    return kept + "…"


@lru_cache(maxsize=4096)
def cut(text: str, room_px: float, size_px: float) -> str:
    """The text in the room: first with long words in short, then without its end, of whose last word three letters are left or none."""
    for word, in_short in _SHORT.items():
        if width_px(text, size_px) <= room_px:
            return text
        text = re.sub(rf"\b{word}\b", in_short, text)
    if width_px(text, size_px) <= room_px:
        return text
    kept = text
    while kept and width_px(f"{kept}…", size_px) > room_px:
        kept = kept[:-1]
    whole, _, broken = kept.rpartition(" ")
    if whole and len(broken) < 3 and not text.startswith(f"{kept} "):
        kept = whole
    words = kept.split()
    while len(words) > 1 and words[-1] in _JOINTS:
        words.pop()
    return f"{' '.join(words).rstrip(' ,;:.')}…"


def apart(labels: Sequence[tuple[str, float, float]]) -> list[str]:
    """Texts, each cut to its room and size in pixels, so that different ones read differently.

    Where two would be cut to the same words, what they begin with gives way to what tells them apart: 'Afr…Commission'.
    """
    found = [cut(*label) for label in labels]
    same: dict[str, set[str]] = defaultdict(set)
    for (text, *_), words in zip(labels, found, strict=True):
        same[words].add(text)
    return [
        words if len(same[words]) == 1 else _end(text, _beginning(same[words]), room_px, size_px)
        for (text, room_px, size_px), words in zip(labels, found, strict=True)
    ]


def _beginning(texts: set[str]) -> str:
    """What all of them begin with, up to a word where there are several."""
    first, last = min(texts), max(texts)
    shared = "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    return shared[: shared.rfind(" ") + 1] or shared


def _end(text: str, shared: str, room_px: float, size_px: float) -> str:
    """The first letters of what is shared, and what follows it."""
    for letters in range(len(shared), 2, -1):
        words = f"{shared[:letters].rstrip(' ,')}…{text[len(shared) :]}"
        if width_px(words, size_px) <= room_px:
            return words
    start = f"{shared[:3]}…"
    return start + cut(text[len(shared) :], room_px - width_px(start, size_px), size_px)
