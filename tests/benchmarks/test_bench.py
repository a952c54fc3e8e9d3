"""The bench on a small invented history, one round and few changes: it must go on measuring both sides. No time is judged here."""

import json
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bench, changes, figures, servers, wire

OFFERED = changes.Known(
    ("2030-01", "2030-12"), {"space": "Space", "physics": "Physics"}, {"review": "R", "context": "C"}
)


@pytest.mark.parametrize("page", figures.PAGES)
def test_a_round_of_changes_ends_where_it_began(page: str) -> None:
    query: changes.Query = {}
    clicks = changes.cycle(page, OFFERED)
    seen = []
    for _ in range(2 if page == "budget" else 10):
        query = changes.after(next(clicks), query, OFFERED)
        assert query != (seen[-1] if seen else {})
        seen.append(query)
    assert query == {}


def test_parameters_are_those_of_the_filters() -> None:
    from exports.view import Filters

    theirs = Filters("2030-02", "2030-03", fields=("space",), sources=("review",)).params()
    query = {"from": ["2030-02"], "to": ["2030-03"], "field": ["space"], "source": ["review"]}
    ours = figures.params(query, "2029-01", "2031-12")
    assert {name: ours[name] for name in theirs} == theirs


def test_ratio_and_percentile() -> None:
    by_side = {"app": [float(v) for v in range(1, 21)], "floor": [2.0] * 20}
    assert bench.percentile(by_side["app"], 0.95) == 19
    assert bench.ratio(by_side, 0.95) == 9.5


def test_garbage_is_not_collected_after_every_run() -> None:
    assert not bench.collector_runs()


def drawn(spec: dict[str, Any]) -> dict[str, Any]:
    """The figure as ui/chart.js draws it in a column of the bench's width."""
    figure = spec["figure"]
    fit = [wider for wider in spec.get("wider", []) if wider["min_px"] <= figures.STAGE_PX]
    if fit:
        figure["data"] = [{**trace, **more} for trace, more in zip(figure["data"], fit[-1]["data"], strict=True)]
        figure["layout"] |= fit[-1]["layout"]
    figure["layout"].pop("template", None)
    return figure


def test_the_floor_draws_what_the_dashboard_draws() -> None:
    with servers.running("app", bench.database("own", Path())) as app, servers.running("floor", {}) as floor:
        for page in figures.PAGES:
            with wire.Session(app.url, page) as session:
                ours = {key: drawn(json.loads(spec)) for key, spec in session.run({})[1].items()}
            with urllib.request.urlopen(f"{floor.url}/figures/{page}") as answer:
                theirs = {key: drawn({"figure": figure}) for key, figure in json.loads(answer.read()).items()}
            assert theirs == ours, page


def test_the_bench_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "told.json"
    asked = [
        "bench",
        "--events",
        "1e3",
        "--rounds",
        "1",
        "--changes",
        "1",
        "--pages",
        "budget",
        "diplomacy",
        "--databases",
        str(tmp_path),
        "--json",
        str(told),
    ]
    monkeypatch.setattr(sys, "argv", asked)
    assert bench.main() == 0
    size = json.loads(told.read_text())["1e3"]
    pages = size["pages"]
    assert len(size["search_ms"]) > 100 and min(size["search_ms"]) > 0
    assert set(pages) == {"budget", "diplomacy"}
    for name, page in pages.items():
        for side in ("app", "floor"):
            assert all(page[what][side] for what in ("cold", "switch", "change", "wire")), name
        assert page["query_ms"][0] > 0
        assert page["figure_bytes"][0] > 1000
    assert "| 1e3 diplomacy: filter change p50, ratio |" in capsys.readouterr().out
