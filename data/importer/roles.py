"""Which part a body plays in an event, from the words around its name. Where none tells, the finder's word stays."""

import re
from typing import Any

_MADE = {
    "builder": r"\b(?:built|constructed|equipped|supplied|delivered|jointly built|set up) by (?:the )?$",
    "developer": r"\b(?:developed|made|designed|invented|presented|unveiled) by (?:the )?$|\b(?:work|team|group|researchers|scientists|chemists|engineers) (?:of|from|at) (?:the )?$",
    "funder": r"\b(?:funded|financed|paid for|sponsored) by (?:the )?$",
    "owner": r"\b(?:owned|run|operated) by (?:the )?$",
    "host": r"\b(?:hosted|organi[sz]ed|received) by (?:the )?$",
    "signatory": r"\bsigned (?:by|with) (?:the )?$",
}
_DOES = {
    "signatory": r"^(?:\s*\([^()]*\))?,?\s+(?:and [^.]{3,80} )?(?:has |have )?signed\b",
    "developer": r"^(?:\s*\([^()]*\))?(?: of [^,.]{3,60})?,?\s+(?:has |have |successfully )*(?:developed|unveiled|presented|built|made|designed|released|introduced)\b",
    "owner": r"^(?:\s*\([^()]*\))?\s+(?:owns|will run|runs|operates)\b",
    "host": r"^(?:\s*\([^()]*\))?\s+(?:hosted|hosts|received|organi[sz]ed)\b",
}
_SAID = r"^(?:\s*\([^()]*\))?,?\s+(?:has |have )?(?:said|says|stated|announced|declared)\b"
_FORUM = re.compile(r"\b(?:Dialogue|Forum|Conference|Summit|Congress|Joint Committee)\b")


def told(event: dict[str, Any], text: str) -> None:
    """Set the role of every body of an event whose words tell it."""
    before: dict[str, Any] | None = None
    for body in sorted(event["organisations"], key=lambda one: text.find(one["name"])):
        at = text.find(body["name"])
        role = _role(event, text, at, at + len(body["name"]), body, before) if at >= 0 else _unprinted(event)
        body["role"] = role or body.get("role") or "partner"
        before = body if at >= 0 else before


def _role(
    event: dict[str, Any], text: str, start: int, end: int, body: dict[str, Any], before: dict[str, Any] | None
) -> str | None:
    lead, after = text[max(0, start - 90) : start], text[end : end + 110]
    if _FORUM.search(body["name"]) and re.search(r"\d|\b(?:Dialogue|Summit|Conference)\b", body["name"]):
        return "forum"
    if before:
        between = text[text.find(before["name"]) + len(before["name"]) : start]
        if re.fullmatch(r"(?:\s*\([^()]*\))?(?:\s+of\s+(?:the\s+)?|,\s*(?:the\s+)?)", between):
            return "parent"
        if (
            re.fullmatch(
                r"(?:\s*\([^()]*\))?(?:\s+of\s+the\s+[^,.;]{3,60})?\s+and\s+(?:of\s+|by\s+)?(?:the\s+)?", between
            )
            and before["role"] != "parent"
        ):
            return str(before["role"])
    if (
        before
        and before["role"] == "parent"
        and re.search(r"\bbuilt by\b", text[:start])
        and re.search(r"\band (?:the )?$", lead)
    ):
        return "builder"
    if event["section"] == "budget" and re.match(_SAID, after):
        return "speaker"
    by = next((role for role, words in _MADE.items() if re.search(words, lead)), None)
    does = next((role for role, words in _DOES.items() if re.match(words, after)), None)
    if by or does:
        return by or does
    if re.search(r"\bbuilt by (?:[A-Z]\w+ and )?[A-Z]\w+ (?:companies|firms)\b", text[:start]):
        # Of a thing that companies built, the company that tells of it is one of them; whoever thanks the engineers has it.
        if re.search(r"\bAccording to (?:the )?$", lead) and re.search(
            r"\b(?:Corporation|Company|Cooperation|Group|Ltd)\b", body["name"]
        ):
            return "builder"
        if re.match(r"(?:\s*\([^()]*\))?,?\s+thanked\b[^.]*\bengineers\b", after):
            return "owner"
    if event["section"] == "breakthrough" and re.search(
        r"^(?:\s*\([^()]*\))?,[^.]{3,90},\s*(?:unveiled|presented|developed|released)\b", text[end:]
    ):
        return "developer"
    if event["section"] == "breakthrough" and re.search(
        r"\b(?:[Hh]ead|[Dd]irector|[Dd]ean|[Pp]rofessor|[Pp]resident|[Cc]hair)\b[^.;]{0,50}(?:,| of| at)\s+(?:[Tt]he )?$",
        lead,
    ):
        return "affiliation"
    if event["kind"] in ("meeting", "forum") and event["place_country"] == "CHN" and body.get("country") == "CHN":
        return "host"
    return "partner" if event["section"] == "diplomacy" and body.get("role") == "affiliation" else None


def _unprinted(event: dict[str, Any]) -> str | None:
    return "signatory" if event["kind"] == "agreement" and re.search(r"\bsigned\b", event["summary"]) else None
