"""Further names that folders of issues/ give to what is known: aliases.csv, merged into the aliases of the reference data.

It refuses a name of nobody and a name that two would have: neither could be looked up.
"""

from collections import defaultdict

from data.rows import HEADING, PROBLEMS_SHOWN, BadData, Row

COLUMNS = ("kind", "id", "alias")
# Table and its key by the kind that a row names.
KINDS = {"organisation": "organisation_id", "person": "person_id", "country": "iso3"}


def checked(rows: list[Row]) -> list[Row]:
    """Rows of aliases.csv whose kind is one that has aliases. Raises BadData."""
    problems = []
    for row in rows:
        at, columns = row["_at"].removeprefix(HEADING), set(row) - {"_at"}
        if columns != set(COLUMNS):
            raise BadData([f"{at}: the columns have to be {', '.join(COLUMNS)}, not {', '.join(sorted(columns))}"])
        if row["_at"].startswith(HEADING):
            continue
        if row["kind"] not in KINDS:
            problems.append(f"{at}, column kind: '{row['kind']}' is not one of {', '.join(KINDS)}")
        elif not row["alias"] or ";" in row["alias"]:
            problems.append(f"{at}, column alias: '{row['alias']}' has to be one name, without a semicolon")
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])
    return [row for row in rows if not row["_at"].startswith(HEADING)]


def merged(table: str, rows: list[Row], aliases: list[Row]) -> list[Row]:
    """Rows of a table with the aliases that the folders give them. Raises BadData with file and row."""
    key = KINDS.get(table)
    wanted = [alias for alias in aliases if alias["kind"] == table]
    if key is None or not wanted:
        return rows
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in names(row):
            owners[name.casefold()].add(row.get(key, ""))
    known = {row.get(key, "") for row in rows}
    more: dict[str, list[str]] = defaultdict(list)
    problems = []
    for row in wanted:
        owner, alias = row["id"], row["alias"]
        others = sorted(owners[alias.casefold()] - {owner})
        if owner not in known:
            problems.append(f"{row['_at']}, column id: '{owner}' is no {table} that is known; correct it or add it")
        elif others:
            problems.append(
                f"{row['_at']}, column alias: '{alias}' is a name of {' and '.join(others)} as well as of {owner}; "
                "keep it with one of them"
            )
        elif owner not in owners[alias.casefold()]:
            owners[alias.casefold()].add(owner)
            more[owner].append(alias)
    if problems:
        raise BadData(problems[:PROBLEMS_SHOWN])
    return [_with(row, more[row.get(key, "")]) if row.get(key, "") in more else row for row in rows]


def names(row: Row) -> list[str]:
    """All names of a row of the reference data."""
    listed = [row.get("name", ""), row.get("short_name", ""), *row.get("aliases", "").split(";")]
    return [name.strip() for name in listed if name.strip()]


def _with(row: Row, aliases: list[str]) -> Row:
    return {**row, "aliases": ";".join(filter(None, [row.get("aliases", ""), *aliases]))}
