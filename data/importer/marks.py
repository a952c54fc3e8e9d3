"""Marks what was found in an event of a draft: the words it came from, and what is unsure and why."""

from typing import Any

from data.importer.found import Found


def mark(made: dict[str, Any], field: str, one: Found[Any], value: str) -> None:
    span(made, field, value, one.start, one.end, one.sure, one.why)
    if not one.sure:
        doubt(made, field, f"{value}: {one.why}" if one.why and value not in one.why else one.why)


def span(made: dict[str, Any], field: str, value: str, start: int, end: int, sure: bool, why: str) -> None:
    made["spans"].append({"field": field, "value": value, "start": start, "end": end, "sure": sure, "why": why})


def doubt(made: dict[str, Any], field: str, why: str) -> None:
    made["unsure"].append({"field": field, "why": why})
