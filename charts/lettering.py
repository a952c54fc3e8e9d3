"""How much room text takes in a figure, told without a browser and never too small. It draws nothing."""

from functools import lru_cache

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
