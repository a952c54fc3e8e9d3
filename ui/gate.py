"""Sign-in. Nothing here decides what a signed-in reader may see: every reader sees everything."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit import config


def require_sign_in() -> None:
    """Shows the sign-in screen and ends the run, unless the gate is open or the reader is signed in."""
    if not is_closed() or st.user.get("is_logged_in") is True:
        return
    st.title("Sign in", anchor=False)
    providers = _providers()
    if not providers:
        st.write("Sign-in is not set up correctly. The person who runs this dashboard finds the reason in the log.")
    for name in providers:
        if st.button(f"Sign in with {name}" if name else "Sign in", key=f"sign_in_{name}", type="primary"):
            st.login(name or None)
    st.stop()


def is_closed() -> bool:
    """Whether the secrets ask for sign-in. Secrets that are there and cannot be read count as a yes."""
    if st.secrets.load_if_toml_exists():
        return "auth" in st.secrets
    # False above means missing or broken, and a broken file must not open the gate.
    return config.is_manually_set("secrets.files") or any(
        Path(path).exists() for path in st.get_option("secrets.files")
    )


def _providers() -> list[str]:
    """The names in [auth.<name>], or one empty name where [auth] itself holds the client."""
    if not st.secrets.load_if_toml_exists():
        return []
    auth = st.secrets["auth"]
    if not isinstance(auth, Mapping):
        return []
    return [""] if "client_id" in auth else [name for name, value in auth.items() if isinstance(value, Mapping)]
