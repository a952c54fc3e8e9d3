"""The sheet that slides are laid on, in points: areas, and how much room words take. It draws nothing."""

import re
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Emu

from charts.lettering import fit, width_px

# A slide of 16:9 in points; type is measured in the same unit.
WIDE, HIGH = 960.0, 540.0
MARGIN = 36.0
TEXT, SMALL, MEASURE, TITLE = 12.0, 10.0, 14.0, 26.0
# One line of type takes so much of its size.
LINE = 1.2
# Every Windows and Office has it, and LibreOffice a twin of the same widths.
FONT = "Calibri"
# The table of letter widths is that of another sans serif, a template may have a wider one still.
WIDER = 1.06
# XML has no room for them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Area:
    """A rectangle in points."""

    x: float
    y: float
    wide: float
    high: float

    def below(self, taken: float) -> "Area":
        return Area(self.x, self.y + taken, self.wide, self.high - taken)

    def above(self, taken: float) -> "Area":
        return Area(self.x, self.y, self.wide, self.high - taken)


def clean(text: object) -> str:
    """Text that XML can hold; a missing value is none."""
    return "" if text is None or text != text else _CONTROL.sub("", str(text))


def emu(points: float) -> Emu:
    return Emu(round(points * 12700))


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())


def wide(text: str, size: float) -> float:
    return width_px(text, size) * WIDER


def cut(text: str, room: float, size: float, lines: int = 1) -> str:
    """The text in the room, in one line or two, cut at a word."""
    return fit(text, room / WIDER, size, lines)


def lines_of(text: str, room: float, size: float) -> int:
    """How many lines the text takes in the room, words kept whole."""
    count = 0
    for paragraph in text.split("\n"):
        count, left = count + 1, room
        for word in paragraph.split(" "):
            need = wide(f"{word} ", size)
            if need > left and left < room:
                count, left = count + 1, room
            # A word longer than the line is broken.
            count += int((need - 1) // room)
            left -= need % room if need > room else need
    return count


def describe(shape: Any, name: str, words: str) -> None:
    """Name of an object for those who edit, words for those who do not see it."""
    told = shape._element.xpath(".//p:cNvPr")[0]
    told.set("name", clean(name))
    told.set("descr", clean(words))
