"""Finds many known phrases in one pass over a text. It knows nothing about what the phrases mean.

Phrases are kept by their first word, so a text costs about one look-up a word, however many phrases there are.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
# Chang'an, D'Amico and l'Espace are one word, China's is three: the name can be told from its ending.
_TOKEN = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*|[^\w\s]|_")
_SAME = {
    ord(a): b
    for marks, b in (
        ("‘’‛ʼ`´ʻʿ", "'"),
        ("‐‑‒–—−―", "-"),
        ("“”„", '"'),
        ("ıİ", "i"),
        ("ł", "l"),
        ("Ł", "L"),
        ("øØ", "o"),
        ("đð", "d"),
    )
    for a in marks
}


class _Folding(dict[int, str]):
    """One character for one, so that offsets stay: accents away, one sort of quote and dash."""

    def __missing__(self, code: int) -> str:
        plain = _SAME.get(code)
        if plain is None:
            first = unicodedata.normalize("NFD", chr(code))[0]
            plain = first if len(first) == 1 else chr(code)
        self[code] = plain
        return plain


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text without accents and with one sort of quotes and dashes, as long as before."""
    return text if text.isascii() and "`" not in text else text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str  # folded, in its own case

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (
            "'" in self.text[1:] and any(part[:1].isupper() for part in self.text.split("'"))
        )


def tokens(text: str) -> list[Token]:
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(fold(text))]


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    first: int  # token numbers
    after: int
    start: int  # offsets
    end: int
    value: Value


class Phrases(Generic[Value]):
    """Phrases with a value each. A phrase that begins with a capital is found only where the text has one."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}
        self._in_order = True

    def add(self, phrase: str, value: Value) -> None:
        """Later ones win over earlier ones of the same words."""
        folded = fold(phrase)
        words = tuple(_TOKEN.findall(folded.casefold()))
        if not words:
            return
        self._by_first.setdefault(words[0], []).insert(0, (words, folded, value))
        self._in_order = False

    def get(self, phrase: str) -> Value | None:
        words = tuple(_TOKEN.findall(fold(phrase).casefold()))
        return next(
            (value for known, _, value in self._by_first.get(words[0] if words else "", ()) if known == words), None
        )

    def find(self, text: str, cut: list[Token] | None = None) -> Iterator[Hit[Value]]:
        """The longest phrase at each place, from left to right, never overlapping."""
        cut = tokens(text) if cut is None else cut
        if not self._in_order:
            for kept in self._by_first.values():
                kept.sort(key=lambda entry: -len(entry[0]))
            self._in_order = True
        lowered = [token.text.casefold() for token in cut]
        place = 0
        while place < len(cut):
            hit = self._at(place, cut, lowered)
            if hit:
                yield hit
                place = hit.after
            else:
                place += 1

    def _at(self, place: int, cut: list[Token], lowered: list[str]) -> Hit[Value] | None:
        for words, printed, value in self._by_first.get(lowered[place], ()):
            after = place + len(words)
            if tuple(lowered[place:after]) == words and _cased_alike(printed, cut[place:after]):
                return Hit(place, after, cut[place].start, cut[after - 1].end, value)
        return None


def _cased_alike(printed: str, cut: list[Token]) -> bool:
    """Abbreviations keep their capitals, names begin with one."""
    if printed.isupper() and len(printed) <= 6:
        return all(token.text == token.text.upper() for token in cut)
    return cut[0].text[0].isupper() or not printed[0].isupper()


def clear_of(taken: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no taken stretch touches the one asked for."""
    return all(end <= a or b <= start for a, b in taken)


def token_at(cut: list[Token], offset: int) -> int:
    """Number of the first token that begins at the offset or later."""
    return bisect_left(cut, offset, key=lambda token: token.start)
