"""A month as one HTML file that needs neither network nor server: visuals to explore, their tables, events, findings, sources, version.

Run as `python -m exports.snapshot --month 2024-03 --out FILE.html`.
"""

import base64
import hashlib
import html
import json
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from charts import collaboration
from charts.breakthroughs import STAGES_PX
from charts.collaboration_views import WORLD
from charts.tables import MARK
from charts.theme import SOURCES, plural
from data.geo import views
from exports import gallery, month_book
from exports.about import INSTITUTE, About
from exports.exhibits import Asked, Exhibit
from exports.workbook import plain

# The page is so broad that the timeline's laid out labels fit; a narrow window scrolls the picture, not the page.
PLOT_PX = 1040
# Rows of a list: more make a file that no mail takes.
MOST = 500
LINK = "Link"
PROGRAM = Path(__file__).with_name("snapshot.js")


def make(asked: Asked, about: About) -> bytes:
    """The file as bytes."""
    shown = gallery.month(asked)
    told = month_book.month_events(asked)
    counted = plural(len(told), "event") + (f"; the newest {MOST} are listed" if len(told) > MOST else "")
    library, program = _library(), PROGRAM.read_text(encoding="utf-8")
    title = f"China science and technology, {asked.chosen.period_words()}"
    parts = [
        "<!doctype html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{_text(title)}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(library, program)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_style(asked)}</style></head><body><main>",
        f'<header><p class="quiet">{_text(INSTITUTE)}</p><h1>{_text(title)}</h1><p>{_text(about.filters)}</p>',
        f'<p class="quiet">Data version {_text(about.version)}, made {about.made:%Y-%m-%d %H:%M} UTC</p></header>',
        *[_section(one) for one in shown],
        _listed("Events", _events(told.head(MOST)), counted),
        _findings(month_book.findings(asked, told)),
        _listed("Sources", _sources(told), "Documents behind the events; the tables above name those of the figures"),
        f"<footer><h2>About this file</h2>{''.join(f'<p>{_text(line)}</p>' for line in about.lines())}</footer>",
        "</main>",
        f'<script type="application/json" id="data">{_json(_data(asked, shown))}</script>',
        f"<script>{library}</script><script>{program}</script></body></html>",
    ]
    return "\n".join(parts).encode()


def _library() -> str:
    """plotly.js of the installed package."""
    package = find_spec("plotly")
    if package is None or package.submodule_search_locations is None:
        raise RuntimeError("The package plotly is not installed; run make run.")
    file = Path(package.submodule_search_locations[0]) / "package_data" / "plotly.min.js"
    # Line ends as a browser reads them: the policy names the program by its sum.
    return file.read_text(encoding="utf-8").replace("</script", "<\\/script")


def _policy(*programs: str) -> str:
    """Nothing is fetched from anywhere, and no program runs but these."""
    sums = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(p.encode()).digest()).decode()}'" for p in programs)
    return f"default-src 'none'; script-src {sums}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"


def _data(asked: Asked, shown: list[Exhibit]) -> dict[str, Any]:
    """Figures by key; shapes under the addresses that the figures ask for, and the empty base map that plotly.js wants."""
    bounds = asked.boundaries
    return {
        "figures": {one.key: json.loads(_figure(one)) for one in shown},
        "layouts": {"collaboration-map": collaboration.VIEWS[WORLD]},
        "view": WORLD,
        "shapes": {
            address: json.loads(file.read_text(encoding="utf-8"))
            for address, file in zip(bounds.geometry, (bounds.file, bounds.hatch), strict=True)
        },
        "topojson": {
            path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (views.HERE / "topo").glob("*.json")
        },
    }


def _figure(one: Exhibit) -> str:
    fits = max((px for px in STAGES_PX if px <= PLOT_PX), default=None)
    drawn = one.draw(stage_px=fits) if one.room == "breakthroughs" and fits else one.figure
    return str(drawn.to_json())


def _json(values: Mapping[str, Any]) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _section(one: Exhibit) -> str:
    note = f'<p class="quiet">{_text(one.note)}</p>' if one.note else ""
    doubts = f'<p class="doubts">⚑ {plural(one.findings, "finding")} about what is drawn</p>' if one.findings else ""
    return (
        f'<section><h2>{_text(one.title)}</h2><p class="quiet">{_text(one.measure)}</p>'
        f'<div class="scroll"><div class="plot" id="{_text(one.key)}" role="img" aria-label="{_text(one.alt)}"></div></div>'
        f'{doubts}<p class="quiet"><strong>Source:</strong> {_text(one.source)}</p>{note}'
        f"<details><summary>The same numbers as a table</summary>{_table(one.table, one.title)}</details></section>"
    )


def _listed(heading: str, frame: pd.DataFrame, words: str) -> str:
    return f'<section><h2>{heading}</h2><p class="quiet">{_text(words)}</p>{_table(frame, heading)}</section>'


def _events(told: pd.DataFrame) -> pd.DataFrame:
    frame = told.assign(source=told.source.map(SOURCES), starts_on=told.starts_on.dt.date)
    names = {
        "starts_on": "First day",
        "section": "Section",
        "title": "Event",
        "summary": "Summary",
        "partners": "Partner countries",
        "source": "Source",
        "publisher": "Publisher",
        "locator": "Where",
        "url": LINK,
    }
    return frame[list(names)].rename(columns=names)


def _findings(found: pd.DataFrame) -> str:
    left = found[found.resolution.isna() & (found.severity == "finding")]
    names = {"name": "About", "message": "Finding", "settles": "What would settle it", "document_title": "Document"}
    words = f"{plural(len(left), 'open finding')} about these events, their documents and the budget lines"
    return _listed("Findings", left[list(names)].head(MOST).rename(columns=names), words)


def _sources(told: pd.DataFrame) -> pd.DataFrame:
    names = {"publisher": "Publisher", "document_title": "Document", "document_month": "Month", "url": LINK}
    return told[list(names)].drop_duplicates().head(MOST).rename(columns=names)


def _table(frame: pd.DataFrame, caption: str) -> str:
    shown = frame.drop(columns=MARK, errors="ignore")
    if shown.empty:
        return "<p>Nothing to list.</p>"
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in shown)
    rows = [
        "".join(_cell(name, plain(value)) for name, value in zip(shown, row, strict=True))
        for row in shown.itertuples(index=False, name=None)
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="scroll"><table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(name: str, value: Any) -> str:
    if name == LINK:
        open_ = isinstance(value, str) and value.startswith(("http://", "https://"))
        return f'<td><a href="{_text(value)}" rel="noreferrer">open</a></td>' if open_ else "<td>no link recorded</td>"
    kind = ' class="number"' if isinstance(value, int | float) and not isinstance(value, bool) else ""
    return f"<td{kind}>{'–' if value is None else _text(value)}</td>"


def _text(value: object) -> str:
    return html.escape(str(value))


def _style(asked: Asked) -> str:
    look = asked.look
    return f"""
:root {{ color-scheme: light; }}
body {{ margin: 0; font: 16px/1.5 "Source Sans 3", "Source Sans Pro", "Segoe UI", Arial, sans-serif; color: {look.text}; background: {look.background}; }}
main {{ max-width: {PLOT_PX}px; margin: 0 auto; padding: 24px; }}
h1, h2 {{ font-family: "Source Serif 4", Georgia, serif; font-weight: 600; line-height: 1.25; }}
h1 {{ font-size: 28px; margin: 8px 0; }} h2 {{ font-size: 21px; margin: 0 0 6px; }}
section, footer {{ border-top: 1px solid {look.line}; padding: 24px 0 12px; }}
p {{ margin: 4px 0; overflow-wrap: anywhere; }} .quiet, caption {{ color: {look.muted}; font-size: 14px; }}
.doubts {{ color: {look.review}; font-size: 14px; }} .scroll {{ overflow-x: auto; }} .plot {{ min-width: {PLOT_PX}px; }}
a {{ color: {look.accent}; }} summary {{ cursor: pointer; padding: 6px 0; }}
table {{ border-collapse: collapse; font-size: 14px; width: 100%; }} caption {{ text-align: left; padding: 6px 0; }}
th, td {{ text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid {look.line}; }}
td.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
@media print {{ @page {{ size: A4; margin: 14mm; }} main {{ padding: 0; }} section {{ break-inside: auto; }} .plot {{ min-width: 0; zoom: 0.62; break-inside: avoid; }}
  h2 {{ break-after: avoid; }} summary {{ display: none; }} table {{ font-size: 10px; }} tr {{ break-inside: avoid; }} }}
"""


if __name__ == "__main__":
    from exports import command

    sys.exit(command.run("snapshot", make))
