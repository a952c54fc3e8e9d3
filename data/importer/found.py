"""What every finder gives back: a value and the words it came from. It knows no text and decides nothing."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True)
class Found(Generic[Value_co]):
    """A value between two offsets of the text. Value None: something stands there that must not be guessed; why tells."""

    start: int
    end: int
    value: Value_co
    sure: bool = True
    why: str = ""
