"""The floor: the least that draws the dashboard's figures. One bare page, JSON over HTTP, plotly.js; no Streamlit, no cache of answers.

Same database, questions, builders and plotly.js as the dashboard, and like its websocket it sends the figures uncompressed; programs and
geometry travel compressed on both sides. Run as `python -m benchmarks.floor PORT` with the dashboard's environment.
"""

import gzip
import hashlib
import json
import os
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import plotly.io
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import queries
from benchmarks import figures
from charts import collaboration, theme
from data import build
from data.geo import views

HERE = Path(__file__).parent
BUILT = Path(os.environ.get("DASHBOARD_BUILT", Path(os.environ.get("DASHBOARD_DATA", build.SOURCES)) / "built"))
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "gzip"}


def library() -> bytes:
    """plotly.js of the installed package."""
    package = find_spec("plotly")
    if package is None or package.submodule_search_locations is None:
        raise RuntimeError("The package plotly is not installed.")
    return (Path(package.submodule_search_locations[0]) / "package_data" / "plotly.min.js").read_bytes()


class Floor:
    """The page, its programs and one answer per page of figures."""

    def __init__(self, database: Path) -> None:
        self.connection = duckdb.connect(
            str(database), read_only=True, config={**build.OFFLINE, "enable_external_access": False}
        )
        ask = partial(queries.run, self.connection.cursor())
        known = ask("shared/dataset", {}).iloc[0]
        self.months = (f"{known.first_month:%Y-%m}", f"{known.last_month:%Y-%m}")
        india = views.ensure()["views"]["india"]
        self.land = pd.DataFrame(india["shapes"], columns=["iso3", "name", "disputed", "lat", "lon"])
        files = [india["file"], india["hatch"]]
        self.geometry = (f"/geo/{files[0]}", f"/geo/{files[1]}")
        plotly, script = library(), (HERE / "floor.js").read_bytes()
        names = {
            f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}.js": body
            for stem, body in (("plotly", plotly), ("floor", script))
        }
        self.assets = {f"/assets/{name}": gzip.compress(body, 9) for name, body in names.items()}
        for file in files:
            self.assets[f"/geo/{file}"] = gzip.compress((views.BUILT / file).read_bytes(), 9)
        for path in (views.HERE / "topo").glob("*.json"):
            self.assets[f"/geo/topo/{path.name}"] = gzip.compress(path.read_bytes(), 9)
        plotly_url, script_url = list(self.assets)[:2]
        fields = ask("shared/fields", {})
        buttons = {
            **{f"page:{page}": page for page in figures.PAGES},
            "preset:last-12-months": "Last 12 months",
            "preset:all": "All",
            **{f"source:{source}": label for source, label in theme.SOURCES.items()},
            **{f"field:{field}": label for field, label in zip(fields.field, fields.label, strict=True)},
        }
        last_12 = {"from": f"{known.last_month - pd.DateOffset(months=11):%Y-%m}", "to": self.months[1]}
        page = (HERE / "floor.html").read_text(encoding="utf-8")
        for name, value in {
            "PLOTLY": plotly_url,
            "SCRIPT": script_url,
            "LAST_12": json.dumps(last_12).replace('"', "&quot;"),
            # The first of the map's zoom buttons, which the dashboard lays over the figure too.
            "VIEW": json.dumps(next(iter(collaboration.VIEWS.items()))).replace('"', "&quot;"),
            "BUTTONS": "".join(
                f'<button data-do="{do}">{theme.plain(label)}</button>' for do, label in buttons.items()
            ),
        }.items():
            page = page.replace(f"%{name}%", value)
        self.page = page

    def index(self, _request: Request) -> Response:
        return HTMLResponse(self.page)

    def asset(self, request: Request) -> Response:
        body = self.assets.get(request.url.path)
        media = "text/javascript" if request.url.path.endswith(".js") else "application/json"
        return Response(body, headers=FOREVER, media_type=media) if body else Response(status_code=404)

    def answer(self, request: Request) -> Response:
        query: dict[str, Any] = {name: request.query_params.getlist(name) for name in request.query_params}
        cursor = self.connection.cursor()
        asked = figures.Asked(
            lambda name, **params: queries.run(cursor, name, params),
            figures.params(query, *self.months),
            self.land,
            self.geometry,
            theme.load("light"),
        )
        drawn = figures.draw(request.path_params["page"], asked)
        body = ", ".join(f"{json.dumps(key)}: {figure.to_json()}" for key, figure in drawn.items())
        return Response(f"{{{body}}}", media_type="application/json", headers={"Cache-Control": "no-store"})

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.index) for path in ("/", *(f"/{page}" for page in figures.PAGES))),
            *(Route(path, self.asset) for path in self.assets),
            Route("/figures/{page}", self.answer),
        ]


def main() -> None:
    database = build.served(BUILT)
    if database is None:
        sys.exit(f"There is no database in {BUILT}.")
    # The figures carry their own look; plotly's would travel with every answer.
    plotly.io.templates.default = "none"
    app = Starlette(routes=Floor(database).routes())
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
