"""Runs the checks: one SQL file is one rule, with a sentence, a severity and what settles a finding in its first lines."""

from pathlib import Path

import duckdb

from data import load

# What editors resolved; the findings carry it, so the database itself does not keep the table.
RESOLUTION = """create temp table resolution (rule varchar not null, subject_kind subject_kind not null,
    subject_id varchar not null, note varchar not null, resolved_by varchar not null, resolved_on date not null,
    origin varchar, primary key (rule, subject_kind, subject_id))"""


def run(con: duckdb.DuckDBPyConnection, folder: Path, origin: dict[tuple[str, str], str]) -> None:
    """Run every check of a folder: errors stop the build, findings are kept, with the note of the editor who resolved them."""
    errors = []
    for path in sorted(folder.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        severity, about, settles = _head(path, sql)
        con.execute("insert into rule values (?, ?, ?, ?)", [path.stem, severity, about, settles])
        if severity != "error":
            con.execute(
                f"""insert into finding
                select $rule, $severity, f.subject_kind, f.subject_id, f.message, f.evidence, $settles,
                    r.note, r.resolved_by, r.resolved_on
                from ({sql}) f left join resolution r
                    on r.rule = $rule and r.subject_kind = f.subject_kind and r.subject_id = f.subject_id""",
                {"rule": path.stem, "severity": severity, "settles": settles},
            )
            continue
        for kind, subject, message, evidence in con.execute(sql).fetchmany(load.PROBLEMS_SHOWN):
            at = origin.get((kind, subject), f"{kind} {subject}")
            errors.append(f"{at}: {message} ({evidence}) [{path.stem}]")
    # A text that is not shipped is not there to be doubted, so what it raised cannot be raised again everywhere.
    idle = """select origin, rule, subject_kind, subject_id from resolution r where not exists (
        select 1 from finding f where f.rule = r.rule and f.subject_kind = r.subject_kind and f.subject_id = r.subject_id)
        and (rule not in ('locator_not_found', 'print_not_found', 'superlative_not_entered') or exists (select 1 from source_text))"""
    errors += [
        f"{at}: it resolves '{rule}' of {kind} {subject}, but no check finds that; remove the row"
        for at, rule, kind, subject in con.execute(idle).fetchall()
    ]
    if errors:
        raise load.BadData(errors[: load.PROBLEMS_SHOWN])


def _head(path: Path, sql: str) -> tuple[str, str, str]:
    """Severity, sentence and what settles a finding, from the comments at the top of a check."""
    lines = [line.removeprefix("-- ") for line in sql.splitlines() if line.startswith("-- ")]
    told = {
        name: line.removeprefix(f"{name} ")
        for line in lines
        for name in ("severity", "settles")
        if line.startswith(f"{name} ")
    }
    if told.get("severity") not in {"error", "finding", "note"}:
        raise load.BadData(
            [f"data/checks/{path.name}: needs a line '-- severity error', '-- severity finding' or '-- severity note'"]
        )
    if "settles" not in told or lines[0].startswith(("severity ", "settles ")):
        raise load.BadData(
            [
                f"data/checks/{path.name}: needs a sentence in its first line and a line '-- settles WHAT WOULD SETTLE IT'"
            ]
        )
    return told["severity"], lines[0], told["settles"]
