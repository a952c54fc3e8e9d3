"""Who may change the data: named editors behind a sign-in, and without one whoever sits at the machine itself. Nobody else, by default."""

import getpass
import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ui import database, gate

NAME = "editor-name"
LONGEST = 80
_OWN = "_editor_name"
_HOW = "docs/how-to/next-month.md says how the person who runs this dashboard names editors."


class NotEditor(Exception):
    """This reader may not change the data; the sentence says why."""


def require_editor() -> str:
    """The name of this editor for the log. Asked again before every action. Raises NotEditor."""
    if gate.is_closed():
        return _signed_in()
    if why := _from_afar():
        raise NotEditor(
            f"{why}, and this dashboard has no sign-in, so it takes changes only on the machine it runs on."
        )
    return st.session_state.get(_OWN) or remembered() or getpass.getuser()


def remembered() -> str:
    """The name that was given last on this machine, where nobody signs in; '' where none was."""
    try:
        return " ".join(_file().read_text(encoding="utf-8").split())[:LONGEST]
    except (OSError, UnicodeDecodeError):
        return ""


def remember(name: str) -> None:
    """Take somebody's word for who they are in this session; the next one begins with it."""
    st.session_state[_OWN] = " ".join(name.split())[:LONGEST]
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(name[:LONGEST], encoding="utf-8")


def _file() -> Path:
    return database.SOURCES / "drafts" / ".editor"


def is_editor() -> bool:
    """Whether this reader may change the data."""
    try:
        require_editor()
    except NotEditor:
        return False
    return True


def _signed_in() -> str:
    reader: Mapping[str, Any] = st.user.to_dict()
    if reader.get("is_logged_in") is not True:
        raise NotEditor("Only editors who are signed in change the data.")
    named = st.secrets.get("editors")
    if not isinstance(named, Mapping):
        raise NotEditor(f"No editors are named yet. {_HOW}")
    if not (_has_role(reader, named) or _is_listed(reader, named)):
        raise NotEditor("You are signed in, but not as an editor; the person who runs this dashboard can make you one.")
    return str(reader.get("name") or reader.get("email") or reader.get("sub") or "an editor without a name")


def _has_role(reader: Mapping[str, Any], named: Mapping[str, Any]) -> bool:
    """Whether the claim that the secrets name holds the value they name, alone or in a list."""
    claim, value = named.get("claim"), named.get("value")
    if not (isinstance(claim, str) and isinstance(value, str) and claim and value):
        return False
    held = reader.get(claim)
    return value in held if isinstance(held, list | tuple) else held == value


def _is_listed(reader: Mapping[str, Any], named: Mapping[str, Any]) -> bool:
    """Whether the reader's address stands in the list. One that the provider has not verified may be anybody's."""
    emails, own = named.get("emails"), reader.get("email")
    if not isinstance(emails, list | tuple) or not isinstance(own, str) or reader.get("email_verified") is not True:
        return False
    return own.casefold() in {str(email).casefold() for email in emails}


def _from_afar() -> str:
    """Why this reader does not sit at the machine itself; '' where they do."""
    if not _is_loopback(str(st.get_option("server.address") or "")):
        return "The server answers to other machines too"
    # Streamlit says None of the machine itself; a proxy on it would make everybody look so.
    asked = {name.casefold() for name in st.context.headers}
    if (st.context.ip_address and not _is_loopback(st.context.ip_address)) or asked & {
        "x-forwarded-for",
        "forwarded",
        "x-real-ip",
    }:
        return "You come from another machine"
    return ""


def _is_loopback(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
