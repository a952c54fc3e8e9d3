"""Who may change the data: nobody by default, editors by claim or list behind a sign-in, the machine itself without one."""

from collections.abc import Mapping
from typing import Any

import pytest
import streamlit as st

from tests.ui.conftest import Opened
from ui import gate, roles

EMAILS = {"emails": ["Eva@Example.org"]}
CLAIM = {"claim": "roles", "value": "editor"}
EVA = {"is_logged_in": True, "name": "Eva", "email": "eva@example.org", "email_verified": True}


class Reader:
    """A signed-in reader with these claims."""

    def __init__(self, claims: Mapping[str, Any]) -> None:
        self.claims = claims

    def to_dict(self) -> dict[str, Any]:
        return dict(self.claims)


@pytest.mark.parametrize(
    ("claims", "editors", "allowed"),
    [
        (EVA, EMAILS, True),
        (EVA, None, False),
        (EVA, {}, False),
        (EVA, {"emails": "eva@example.org"}, False),
        (EVA, {"emails": ["other@example.org"]}, False),
        ({**EVA, "email_verified": False}, EMAILS, False),
        ({k: v for k, v in EVA.items() if k != "email_verified"}, EMAILS, False),
        ({**EVA, "is_logged_in": False}, EMAILS, False),
        ({}, EMAILS, False),
        ({**EVA, "roles": ["reader", "editor"]}, CLAIM, True),
        ({**EVA, "roles": "editor"}, CLAIM, True),
        ({**EVA, "roles": "chief-editor"}, CLAIM, False),
        ({**EVA, "roles": ["reader"]}, CLAIM, False),
        (EVA, CLAIM, False),
        (EVA, {"claim": "", "value": ""}, False),
    ],
)
def test_behind_a_sign_in(
    claims: Mapping[str, Any], editors: Any, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "is_closed", lambda: True)
    monkeypatch.setattr(st, "user", Reader(claims))
    monkeypatch.setattr(st, "secrets", {} if editors is None else {"editors": editors})
    assert roles.is_editor() is allowed
    if allowed:
        assert roles.require_editor() == "Eva"


class Visit:
    """A visit without sign-in."""

    def __init__(self, ip_address: str | None, headers: Mapping[str, str]) -> None:
        self.ip_address, self.headers = ip_address, headers


@pytest.mark.parametrize(
    ("listens", "ip_address", "headers", "allowed"),
    [
        ("127.0.0.1", None, {}, True),
        ("::1", "127.0.0.1", {}, True),
        ("localhost", None, {}, True),
        ("0.0.0.0", None, {}, False),
        ("", None, {}, False),
        ("10.0.0.5", None, {}, False),
        ("127.0.0.1", "10.0.0.7", {}, False),
        ("127.0.0.1", None, {"X-Forwarded-For": "10.0.0.7"}, False),
        ("127.0.0.1", "127.0.0.1", {"Forwarded": "for=10.0.0.7"}, False),
    ],
)
def test_without_a_sign_in(
    listens: str, ip_address: str | None, headers: Mapping[str, str], allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "is_closed", lambda: False)
    monkeypatch.setattr(st, "get_option", lambda _name: listens)
    monkeypatch.setattr(st, "context", Visit(ip_address, headers))
    assert roles.is_editor() is allowed


def test_who_is_no_editor_hears_why_and_sees_no_draft(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_from_afar", lambda: "You come from another machine")
    app = opened("issues", part=["draft"])
    assert not app.exception
    assert "no sign\\-in" in app.info[0].value and not app.get("file_uploader")
    assert "Next month" not in str(opened("issues").get("button_group")[0].proto)


def test_an_editor_sees_the_desk(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_from_afar", lambda: "")
    app = opened("issues", part=["draft"])
    assert not app.exception and not app.error
    assert [one.value for one in app.subheader] == ["Drafts in work", "Published documents", "Who did what"]
    assert len([one for one in app.button if one.label == "Unpublish"]) == 2
