"""Frames to files that a spreadsheet opens: units in the headings, source, filters and data version in every row."""

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(frame: pd.DataFrame, source: str, filters: str, version: str) -> bytes:
    """CSV in UTF-8 with a byte order mark, which spreadsheets need to read it as such.

    A text that a spreadsheet would run as a formula gets an apostrophe in front and stays text.
    """
    kept = frame.assign(**{"Shown source": source, "Filters": filters, "Data version": version})
    for column in kept.select_dtypes(include=["object", "string"]).columns:
        kept[column] = kept[column].map(lambda v: f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v)
    text: str = kept.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")
