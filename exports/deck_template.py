"""What slides are made from: the institute's own template, or a plain one in the colours of the screen. Lays nothing on a slide."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn

from charts.theme import Theme
from exports.deck_sheet import FONT, HIGH, MARGIN, SMALL, TITLE, WIDE, Area, emu

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)
FOOTS = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TEMPLATE_TYPE = b"presentationml.template.main+xml"


class NoTemplate(ValueError):
    """The template cannot be used; the message says why and what would mend it."""


def place(shape: Any, at: Area) -> None:
    """Put a shape where the area is."""
    shape.left, shape.top, shape.width, shape.height = emu(at.x), emu(at.y), emu(at.wide), emu(at.high)


def kinds(layout: Any) -> set[Any]:
    return {shape.placeholder_format.type for shape in layout.placeholders}


def as_content(layout: Any) -> tuple[int, int]:
    """A title and one body come first, then a title alone; layouts of pictures and columns last."""
    others = [
        s.placeholder_format.type
        for s in layout.placeholders
        if s.placeholder_format.type not in (*TITLES, *FOOTS, PP_PLACEHOLDER.DATE)
    ]
    centred = PP_PLACEHOLDER.CENTER_TITLE in kinds(layout)
    return (centred, 0 if len(others) == 1 and others[0] in BODIES else 1 + len(others))


def opened(template: Path) -> Any:
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
        types = source.read("[Content_Types].xml")
        if _TEMPLATE_TYPE not in types:
            return blob
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in source.namelist():
                told = source.read(entry)
                if entry == "[Content_Types].xml":
                    told = told.replace(_TEMPLATE_TYPE, b"presentationml.presentation.main+xml")
                copy.writestr(entry, told)
    return out.getvalue()


def own(look: Theme) -> Any:
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
                place(shape, Area(MARGIN, 130, full, 100) if sheet is opening else Area(MARGIN, 18, full, 62))
                shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
                frame = shape.text_frame
                frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            elif kind in BODIES:
                place(shape, Area(MARGIN, 236, full, 60) if sheet is opening else Area(MARGIN, 84, full, 400))
            elif kind == PP_PLACEHOLDER.FOOTER:
                place(shape, Area(MARGIN, HIGH - 26, full - 60, 14))
            elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
                place(shape, Area(WIDE - MARGIN - 50, HIGH - 26, 50, 14))
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
