"""A slide as a sheet of points: title, measure and foot in the placeholders of a template, and what can be laid on it. Knows no chart."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from charts.lettering import fit, width_px
from charts.theme import Theme

# A slide of 16:9 in points; type is measured in the same unit.
WIDE, HIGH = 960.0, 540.0
MARGIN = 36.0
TEXT, SMALL, TITLE = 12.0, 10.0, 26.0
# One line of type takes so much of its size.
LINE = 1.2
# Every Windows and Office has it, and LibreOffice a twin of the same widths.
FONT = "Calibri"
# The table of letter widths is that of another sans serif, a template may have a wider one still.
WIDER = 1.06
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)
FOOTS = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# XML has no room for them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEMPLATE_TYPE = b"presentationml.template.main+xml"


class NoTemplate(ValueError):
    """The template cannot be used; the message says why and what would mend it."""


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


class Deck:
    """A presentation to which pages are added."""

    def __init__(self, template: Path | None, look: Theme) -> None:
        self.look = look
        self._file = _opened(template) if template else _own(look)
        self._wide, self._high = self._file.slide_width / 12700, self._file.slide_height / 12700
        layouts = list(self._file.slide_layouts)
        titled = [layout for layout in layouts if _kinds(layout) & set(TITLES)]
        if not titled:
            raise NoTemplate(
                f"The template {template} has no layout with a title placeholder; add one in the slide master view and save it again."
            )
        self._content = min(titled, key=_as_content)
        self._opening = next((layout for layout in titled if layout._element.get("type") == "title"), self._content)

    def page(self, title: str, measure: str, foot: Sequence[str], opening: bool = False) -> "Page":
        """A slide with these words; what else is laid on it goes into its `area`."""
        layout = self._opening if opening else self._content
        slide = self._file.slides.add_slide(layout)
        for shape in layout.placeholders:
            if shape.placeholder_format.type in FOOTS:
                slide.shapes._spTree.append(deepcopy(shape._element))
        return Page(slide, self.look, self._wide, self._high, title, measure, foot, opening)

    def properties(self, title: str, author: str, comments: str) -> None:
        about = self._file.core_properties
        about.title, about.author, about.comments = (clean(words)[:255] for words in (title, author, comments))

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
        self.area = self._between(by_kind, wide_, high)
        self._title(by_kind["title"], title, opening)
        if PP_PLACEHOLDER.SLIDE_NUMBER in by_kind:
            describe(by_kind[PP_PLACEHOLDER.SLIDE_NUMBER], "Slide number", "Slide number")
        foot = [clean(line) for line in foot if line]
        if PP_PLACEHOLDER.FOOTER in by_kind:
            self._fill(by_kind[PP_PLACEHOLDER.FOOTER], foot.pop(), SMALL, "Footer")
        high_foot = sum(lines_of(line, self.area.wide, SMALL) for line in foot) * SMALL * LINE
        if foot:
            at = Area(self.area.x, self.area.y + self.area.high - high_foot, self.area.wide, high_foot)
            self.text(at, "\n".join(foot), SMALL, look.muted, name="Source, filters and data version")
            self.area = self.area.above(high_foot + 6)
        if measure:
            body = by_kind.get("body")
            taken = lines_of(measure, self.area.wide, 14) * 14 * LINE
            at = Area(self.area.x, self.area.y, self.area.wide, taken)
            if body is None:
                self.text(at, measure, 14, look.muted, name="Measure")
            else:
                _place(body, at)
                self._fill(body, measure, 14, "Measure", look.muted)
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
        """A basic shape; an empty `fill` or `edge` leaves it open."""
        shape = self.slide.shapes.add_shape(kind, emu(at.x), emu(at.y), emu(at.wide), emu(at.high))
        style = shape._element.find(qn("p:style"))
        if style is not None:
            shape._element.remove(style)
        if fill:
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

    def key(self, at: Area, items: Sequence[tuple[Any, str, str, str]]) -> None:
        """What marks mean, in one row: (shape or None, fill, edge, words) each."""
        x = at.x
        for kind, fill, edge, words in items:
            if kind is not None:
                self.mark(kind, Area(x, at.y + (at.high - 10) / 2, 10, 10), fill, edge, 1.5, f"Key: {words}", words)
                x += 15
            room = wide(words, TEXT) + 4
            box = self.text(Area(x, at.y, room, at.high), words, TEXT, self.look.text, name="Key", middle=True)
            box.text_frame.word_wrap = False
            x += room + 14

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
        if (body := placed.get("body")) is not None and body.top is not None:
            left, right = body.left / 12700, (body.left + body.width) / 12700
            top = max(top, body.top / 12700) if body.top >= title.top else top
        return Area(left, top, min(right, wide_) - left, low - top - 4)

    def _title(self, shape: Any, words: str, opening: bool) -> None:
        room, high = shape.width / 12700 - 14, shape.height / 12700
        words = clean(words)
        sizes = (36, 32, 28) if opening else (TITLE, 24, 22, 20, 18, 16)
        size = next((s for s in sizes if lines_of(words, room, s * 1.04) * s * LINE <= high - 4), sizes[-1])
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


def _place(shape: Any, at: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = emu(at.x), emu(at.y), emu(at.wide), emu(at.high)


def _kinds(layout: Any) -> set[Any]:
    return {shape.placeholder_format.type for shape in layout.placeholders}


def _as_content(layout: Any) -> tuple[int, int]:
    """A title and one body come first, then a title alone; layouts of pictures and columns last."""
    others = [
        s.placeholder_format.type
        for s in layout.placeholders
        if s.placeholder_format.type not in (*TITLES, *FOOTS, PP_PLACEHOLDER.DATE)
    ]
    centred = PP_PLACEHOLDER.CENTER_TITLE in _kinds(layout)
    return (centred, 0 if len(others) == 1 and others[0] in BODIES else 1 + len(others))


def _opened(template: Path) -> Any:
    """The template without its slides. A .potx differs from a .pptx by one word."""
    try:
        blob = template.read_bytes()
    except OSError as error:
        raise NoTemplate(f"The template {template} cannot be read: {error.strerror}.") from error
    try:
        file = Presentation(io.BytesIO(_as_presentation(blob)))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise NoTemplate(
            f"The template {template} is no PowerPoint file (.pptx or .potx); save it as one and name that."
        ) from error
    listed = file.slides._sldIdLst
    for entry in list(listed):
        file.part.drop_rel(entry.rId)
        listed.remove(entry)
    return file


def _as_presentation(blob: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as source:
        kinds = source.read("[Content_Types].xml")
        if _TEMPLATE_TYPE not in kinds:
            return blob
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in source.namelist():
                told = source.read(entry)
                if entry == "[Content_Types].xml":
                    told = told.replace(_TEMPLATE_TYPE, b"presentationml.presentation.main+xml")
                copy.writestr(entry, told)
    return out.getvalue()


def _own(look: Theme) -> Any:
    """A plain sheet of 16:9 in the colours of the screen, with layouts for the opening and for what follows."""
    file = Presentation()
    file.slide_width, file.slide_height = emu(WIDE), emu(HIGH)
    keep = ("Title Slide", "Title and Content")
    for layout in list(file.slide_layouts):
        if layout.name not in keep:
            file.slide_layouts.remove(layout)
    opening, content = file.slide_layouts
    master = file.slide_master
    full = WIDE - 2 * MARGIN
    for sheet in (master, opening, content):
        for shape in list(sheet.placeholders):
            kind = shape.placeholder_format.type
            if kind == PP_PLACEHOLDER.DATE:
                shape._element.getparent().remove(shape._element)
            elif kind in TITLES:
                _place(shape, Area(MARGIN, 130, full, 100) if sheet is opening else Area(MARGIN, 18, full, 62))
                shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
                frame = shape.text_frame
                frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            elif kind in BODIES:
                _place(shape, Area(MARGIN, 236, full, 60) if sheet is opening else Area(MARGIN, 84, full, 400))
            elif kind == PP_PLACEHOLDER.FOOTER:
                _place(shape, Area(MARGIN, HIGH - 26, full - 60, 14))
            elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
                _place(shape, Area(WIDE - MARGIN - 50, HIGH - 26, 50, 14))
    _styled(master, look)
    return file


def _styled(master: Any, look: Theme) -> None:
    """Type and colours of the master, so that what an editor adds looks like what is there."""
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    tree = etree.fromstring(theme.blob)
    colours = {
        "dk1": look.text,
        "lt1": look.background,
        "dk2": look.accent,
        "lt2": look.surface,
        "hlink": look.accent,
        "folHlink": look.muted,
    }
    colours |= {f"accent{n}": look.categories[n - 1] for n in range(1, 7)}
    for name, colour in colours.items():
        holder = tree.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for old in list(holder):
            holder.remove(old)
        etree.SubElement(holder, qn("a:srgbClr"), val=colour[1:].upper())
    for face in tree.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        face.set("typeface", FONT)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    title = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    told = title.find(qn("a:defRPr"))
    told.set("b", "1")
    told.set("sz", str(int(TITLE * 100)))
    for shape in _footers(master):
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        side = "r" if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER else "l"
        for style in shape._element.iter(qn("a:lvl1pPr")):
            style.set("algn", side)
            with suppress(AttributeError):
                style.find(qn("a:defRPr")).set("sz", str(int(SMALL * 100)))


def _footers(master: Any) -> Iterator[Any]:
    return (shape for shape in master.placeholders if shape.placeholder_format.type in FOOTS)
