"""Text from data for the screen: it is shown as it is and never read as markup."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_BREAKS = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_WORD_JOINER = "\u2060"


def md(text: object) -> str:
    """Text from data as Markdown that renders to the very same characters: no link, no HTML, no directive, no list.

    Bare addresses would still be linked after the escapes are read, so an invisible word joiner stands inside them.
    """
    if text is None or text != text:
        return ""
    words = _ADDRESS.sub(_WORD_JOINER, _BREAKS.sub(" ", str(text)).strip())
    return _PUNCTUATION.sub(r"\\\1", words)


def link(label: str, url: object) -> str:
    """Markdown link to an address that the schema has checked to be http(s); the bare label where there is none."""
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return md(label)
    safe = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    return f"[{md(label)}]({safe})"
