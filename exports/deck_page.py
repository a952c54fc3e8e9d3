"""A deck and its pages: title, measure and foot in the placeholders of a template, and what can be laid on a page. Knows no chart."""

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.theme import Theme
from exports import deck_template
from exports.deck_sheet import HIGH, LINE, MEASURE, SMALL, TEXT, TITLE, Area, clean, describe, emu, lines_of, rgb, wide
from exports.deck_template import BODIES, FOOTS, TITLES, NoTemplate

# A fill that is none of one colour: what is disputed.
HATCH = "hatch"
# One row of a key, what stands between two of its items, and the side of its swatch.
KEY_ROW, KEY_GAP, SWATCH = 18.0, 14.0, 10.0
# What a mark means: its shape or None where the words hold it, fill, edge, words, and their colour where it is another.
Item = tuple[Any, str, str, str] | tuple[Any, str, str, str, str]


class Deck:
    """A presentation to which pages are added."""

    def __init__(self, template: Path | None, look: Theme) -> None:
        self.look = look
        self._file = deck_template.opened(template) if template else deck_template.own(look)
        self._wide, self._high = self._file.slide_width / 12700, self._file.slide_height / 12700
        layouts = list(self._file.slide_layouts)
        titled = [layout for layout in layouts if deck_template.kinds(layout) & set(TITLES)]
        if not titled:
            raise NoTemplate(
                f"The template {template} has no layout with a title placeholder; add one in the slide master view and save it again."
            )
        self._content = min(titled, key=deck_template.as_content)
        self._opening = next((layout for layout in titled if layout._element.get("type") == "title"), self._content)

    def page(self, title: str, measure: str, foot: Sequence[str], opening: bool = False) -> "Page":
        """A slide with these words; what else is laid on it goes into its `area`."""
        layout = self._opening if opening else self._content
        slide = self._file.slides.add_slide(layout)
        for shape in layout.placeholders:
            if shape.placeholder_format.type in FOOTS:
                slide.shapes._spTree.append(deepcopy(shape._element))
        return Page(slide, self.look, self._wide, self._high, title, measure, foot, opening)

    def properties(self, title: str, author: str, comments: str, made: datetime) -> None:
        """What the file says of itself, in full, and when it was made."""
        about = self._file.core_properties
        about.title, about.author, about.last_modified_by = (clean(words)[:255] for words in (title, author, author))
        # python-pptx refuses more than 255 letters, the format does not; a citation is longer.
        about._element.get_or_add_description().text = clean(comments)
        about.created = about.modified = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        about.revision = 1

    def close(self) -> bytes:
        file = io.BytesIO()
        self._file.save(file)
        return file.getvalue()


class Page:
    """One slide. Everything laid on it has a name and words for those who do not see it."""

    def __init__(
        self,
        slide: Any,
        look: Theme,
        wide_: float,
        high: float,
        title: str,
        measure: str,
        foot: Sequence[str],
        opening: bool,
    ) -> None:
        self.slide, self.look = slide, look
        self._ids = 0
        by_kind: dict[Any, Any] = {}
        for shape in list(slide.placeholders):
            kind = shape.placeholder_format.type
            kind = "title" if kind in TITLES else "body" if kind in BODIES else kind
            if kind in by_kind or kind not in ("title", "body", *FOOTS):
                # An empty placeholder asks for a click on the screen of whoever edits.
                shape._element.getparent().remove(shape._element)
            else:
                by_kind[kind] = shape
        self._titled, self._opening = by_kind["title"], opening
        self.area = self._between(by_kind, wide_, high)
        self.title(title)
        if PP_PLACEHOLDER.SLIDE_NUMBER in by_kind:
            describe(by_kind[PP_PLACEHOLDER.SLIDE_NUMBER], "Slide number", "Slide number")
        # A small sheet is shown as large as a large one.
        scale = min(1.0, high / HIGH)
        small, normal = SMALL * scale, MEASURE * scale
        foot = [clean(line) for line in foot if line]
        if PP_PLACEHOLDER.FOOTER in by_kind:
            self._fill(by_kind[PP_PLACEHOLDER.FOOTER], foot.pop(), small, "Footer")
        high_foot = sum(lines_of(line, self.area.wide, small) for line in foot) * small * LINE
        if foot:
            at = Area(self.area.x, self.area.y + self.area.high - high_foot, self.area.wide, high_foot)
            self.text(at, "\n".join(foot), small, look.muted, name="Source, filters and data version")
            self.area = self.area.above(high_foot + 6)
        if measure:
            body = by_kind.get("body")
            taken = lines_of(measure, self.area.wide, normal) * normal * LINE
            at = Area(self.area.x, self.area.y, self.area.wide, taken)
            if body is None:
                self.text(at, measure, normal, look.muted, name="Measure")
            else:
                deck_template.place(body, at)
                self._fill(body, measure, normal, "Measure", look.muted)
            self.area = self.area.below(taken + 8)
        elif "body" in by_kind:
            by_kind["body"]._element.getparent().remove(by_kind["body"]._element)

    def text(
        self,
        at: Area,
        words: str,
        size: float = TEXT,
        colour: str = "",
        *,
        name: str = "Text",
        bold: bool = False,
        align: str = "left",
        middle: bool = False,
        descr: str = "",
    ) -> Any:
        """Words in a box; a line feed begins a paragraph."""
        box = self.slide.shapes.add_textbox(emu(at.x), emu(at.y), emu(at.wide), emu(at.high))
        describe(box, name, descr or words)
        _write(box.text_frame, words, size, colour or self.look.text, bold, align)
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
        return box

    def mark(self, kind: Any, at: Area, fill: str, edge: str, edge_pt: float, name: str, descr: str) -> Any:
        """A basic shape; an empty `fill` or `edge` leaves it open, HATCH hatches it."""
        shape = self.slide.shapes.add_shape(kind, emu(at.x), emu(at.y), emu(at.wide), emu(at.high))
        style = shape._element.find(qn("p:style"))
        if style is not None:
            shape._element.remove(style)
        if fill == HATCH:
            shape.fill.patterned()
            shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(self.look.muted), rgb(self.look.surface)
        elif fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
        else:
            shape.fill.background()
        if edge:
            shape.line.color.rgb = rgb(edge)
            shape.line.width = Pt(edge_pt)
        else:
            shape.line.fill.background()
        describe(shape, name, descr)
        return shape

    def next_id(self) -> int:
        """A number that no shape of the slide has; python-pptx would look through all of them for each new one."""
        self._ids = max(self._ids, len(self.slide.shapes._spTree) + 1000) + 1
        return self._ids

    def as_line(self, shape: Any, colour: str, width: float, name: str, descr: str) -> None:
        """An open path or a connector as a stroke."""
        if (style := shape._element.find(qn("p:style"))) is not None:
            shape._element.remove(style)
        if hasattr(shape, "fill"):
            shape.fill.background()
        shape.line.color.rgb = rgb(colour)
        shape.line.width = Pt(width)
        describe(shape, name, descr)

    def stroke(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float, name: str
    ) -> None:
        """A straight line that belongs to nothing."""
        line = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(emu(value) for value in (*start, *end)))
        self.as_line(line, colour, width, name, name)

    def write_in(self, shape: Any, words: str, size: float, colour: str, bold: bool = False) -> None:
        """Words in the middle of a shape."""
        _write(shape.text_frame, words, size, colour, bold, "center")
        shape.text_frame.word_wrap = False
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE

    def key(self, items: Sequence[Item]) -> None:
        """What marks mean, at the bottom of the free area, in as many rows as it needs; the area ends above them."""
        high = key_high(items, self.area.wide)
        top = self.area.y + self.area.high - high + 4
        for (kind, fill, edge, words, *other), x, row, room in _laid(items, self.area.wide):
            left, y = self.area.x + x, top + row * KEY_ROW
            if kind is not None:
                at = Area(left, y + (KEY_ROW - SWATCH) / 2, SWATCH, SWATCH)
                self.mark(kind, at, fill, edge, 1.0, f"Key: {words}", words)
                left, room = left + SWATCH + 5, room - SWATCH - 5
            colour = other[0] if other else self.look.text
            self.text(Area(left, y, room, KEY_ROW), words, TEXT, colour, name="Key", middle=True)
        self.area = self.area.above(high)

    def notes(self, words: str) -> None:
        self.slide.notes_slide.notes_text_frame.text = clean(words)

    def _between(self, placed: dict[Any, Any], wide_: float, high: float) -> Area:
        """What is free between the title and the foot of the template."""
        title = placed["title"]
        top = (title.top + title.height) / 12700 + 4
        low = min(
            (s.top / 12700 for k, s in placed.items() if k in FOOTS and s.top / 12700 > high / 2), default=high - 14
        )
        left, right = title.left / 12700, (title.left + title.width) / 12700
        # The subtitle of an opening slide is often too narrow for what must stand there.
        if not self._opening and (body := placed.get("body")) is not None and body.top is not None:
            left, right = body.left / 12700, (body.left + body.width) / 12700
            top = max(top, body.top / 12700) if body.top >= title.top else top
        return Area(left, top, min(right, wide_) - left, low - top - 4)

    def title(self, words: str) -> None:
        """The title, as large as its placeholder has room for."""
        shape = self._titled
        room, high = shape.width / 12700 - 14, shape.height / 12700
        words = clean(words)
        sizes = (36, 32, 28, 24) if self._opening else (TITLE, 24, 22, 20, 18, 16)
        lines = {size: lines_of(words, room, size * 1.04) for size in sizes}
        fits = [size for size in sizes if lines[size] * size * LINE <= high - 4] or [sizes[-1]]
        # A little smaller is better than one word in a line of its own.
        few = min(lines[size] for size in fits if size >= fits[0] - 4)
        size = next(size for size in fits if lines[size] == few)
        frame = shape.text_frame
        frame.text = words
        for paragraph in frame.paragraphs:
            paragraph.font.size = Pt(size)
        describe(shape, "Title", words)

    def _fill(self, shape: Any, words: str, size: float, name: str, colour: str = "") -> None:
        frame = shape.text_frame
        _write(frame, words, size, colour, False, "left")
        for paragraph in frame.paragraphs:
            told = paragraph._p.get_or_add_pPr()
            told.set("marL", "0")
            told.set("indent", "0")
            etree.SubElement(told, qn("a:buNone"))
        describe(shape, name, words)


def key_high(items: Sequence[Item], room: float) -> float:
    """The height of a key in this breadth, with the air above it."""
    return (max((row for _, _, row, _ in _laid(items, room)), default=-1) + 1) * KEY_ROW + 4


def _laid(items: Sequence[Item], room: float) -> Iterator[tuple[Item, float, int, float]]:
    """Each item with its place from the left, its row and its breadth; one that does not fit begins a row."""
    x, row = 0.0, 0
    for item in items:
        need = wide(item[3], TEXT) + 6 + (0 if item[0] is None else SWATCH + 5)
        if x and x + need > room:
            x, row = 0.0, row + 1
        yield item, x, row, min(need, room)
        x += need + KEY_GAP


def _write(frame: Any, words: str, size: float, colour: str, bold: bool, align: str | None) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    for at, line in enumerate(clean(words).split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if align:
            paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}[align]
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(size)
        run.font.bold = bold or None
        if colour:
            run.font.color.rgb = rgb(colour)
