"""The front door: what `streamlit run app.py` serves. Pages are drawn by `ui/main.py`."""

import streamlit as st

from data.geo import views
from ui import database, server


def prepare() -> None:
    """Build database and boundaries where they are missing or stale, and warm them; a mistake in the data is told on the page."""
    try:
        database.warm()
        views.ensure()
    except (views.NoBoundaries, database.NoData) as error:
        server.log.error("%s", error)


server.log_each_error_once()
app = st.App(
    "ui/main.py",
    lifespan=server.lifespan(prepare),
    routes=server.routes(views.BUILT, views.HERE / "topo", database.version),
    middleware=server.middleware(),
    on_script_error=server.on_script_error,
)
