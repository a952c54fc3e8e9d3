"""A storyboard: views of the dashboard in an order, each with a title and notes for the speaker; as JSON, as a link, and the one to begin with.

Whatever comes from a file or an address is checked here; a sentence says what is wrong with it.
"""

import base64
import binascii
import json
import re
import zlib
from dataclasses import asdict, dataclass, replace
from typing import Any

from exports import gallery
from exports.view import NAMES, OTHERS, Known, latest_review

MOST_STEPS, LONGEST_TITLE, LONGEST_NOTES = 40, 200, 4000
# A link that is longer is cut by mail programs.
LONGEST_LINK = 6000
# Steps that are told as a table and not as a picture.
TABLES = {"changed": "What changed", "questions": "Open questions"}
# Pages whose list a step shows as a table.
LISTS = {"explore": "Explore", "issues": "Sources and findings"}
PAGES = (*gallery.PAGES, *TABLES, *LISTS)
# No control characters, and no halves of a character, which cannot be written anywhere.
_VALUE = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,200}")

Query = dict[str, list[str]]


class BadStory(Exception):
    """A storyboard that cannot be read; the message is one sentence for whoever gave it."""


@dataclass(frozen=True)
class Step:
    """A view: page and the parameters of its address. `title` stands over the picture instead of its own; '' leaves that."""

    page: str
    query: Query
    title: str = ""
    notes: str = ""

    @property
    def name(self) -> str:
        """What it is called in lists."""
        chart = next(iter(self.query.get("chart", ())), "")
        named = {**TABLES, **LISTS}.get(self.page) or gallery.NAMES.get(chart) or self.page.capitalize()
        return self.title or named


@dataclass(frozen=True)
class Story:
    """Steps in their order. `data` is the version of the data that a file of it was saved with, '' where none was noted."""

    title: str
    steps: tuple[Step, ...]
    data: str = ""

    def moved(self, at: int, by: int) -> "Story":
        """With the step at this place moved by so many places."""
        to = min(max(at + by, 0), len(self.steps) - 1)
        steps = list(self.steps)
        steps.insert(to, steps.pop(at))
        return replace(self, steps=tuple(steps))

    def without(self, at: int) -> "Story":
        return replace(self, steps=self.steps[:at] + self.steps[at + 1 :])

    def with_step(self, step: Step) -> "Story":
        """With one more at the end. Raises BadStory where it is full."""
        if len(self.steps) >= MOST_STEPS:
            raise BadStory(f"A storyboard holds at most {MOST_STEPS} steps: remove one first.")
        return replace(self, steps=(*self.steps, step))

    def with_words(self, at: int, **words: str) -> "Story":
        """With another title or other notes of one step."""
        steps = list(self.steps)
        steps[at] = replace(steps[at], **words)  # type: ignore[arg-type]
        return replace(self, steps=tuple(steps))

    def public(self) -> "Story":
        """Without the speaker's notes."""
        return replace(self, steps=tuple(replace(step, notes="") for step in self.steps))


def default(known: Known) -> Story:
    """The newest review: headline budget, map, timeline, network, what changed, open questions."""
    chosen = latest_review(known)
    month = f"{chosen.starts_on:%B %Y}"
    query = {"from": [chosen.first_month], "to": [chosen.last_month], "source": list(chosen.sources)}
    steps = [Step(page, dict(query)) for page in (*gallery.MONTH, *TABLES)]
    return Story(f"China Science and Technology Review, {month}", tuple(steps))


def to_json(story: Story, notes: bool) -> str:
    """A small file; the notes are in it only where they are asked for."""
    told = story if notes else story.public()
    return json.dumps({"storyboard": 1, **asdict(told)}, ensure_ascii=False, indent=1)


def to_link(story: Story, notes: bool = False) -> str:
    """A storyboard as a word for an address. Raises BadStory where no mail program would carry it."""
    body = to_json(story, notes).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(body, 9)).decode().rstrip("=")
    if len(packed) > LONGEST_LINK:
        raise BadStory("This storyboard is too long for a link: save it as a file instead.")
    return packed


def from_link(packed: str) -> Story:
    """The storyboard in an address. Raises BadStory."""
    if len(packed) > LONGEST_LINK:
        raise BadStory("The storyboard in this link is too long to be one of ours.")
    try:
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        opened = zlib.decompressobj()
        # A short word can unpack to gigabytes.
        body = opened.decompress(raw, 1_000_000)
        if opened.unconsumed_tail:
            raise BadStory("The storyboard in this link is too long to be one of ours.")
        text = body.decode()
    except (binascii.Error, zlib.error, ValueError) as error:
        raise BadStory("The storyboard in this link is cut or damaged: ask for it again.") from error
    if not opened.eof:
        raise BadStory("The storyboard in this link is cut or damaged: ask for it again.")
    return from_json(text)


def from_json(text: str) -> Story:
    """The storyboard in a file. Raises BadStory with what is wrong in it and where."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadStory("The file is no storyboard: it is not JSON.") from error
    if not isinstance(told, dict) or told.get("storyboard") != 1 or not isinstance(told.get("steps"), list):
        raise BadStory("The file is no storyboard of this dashboard.")
    if not 1 <= len(told["steps"]) <= MOST_STEPS:
        raise BadStory(f"The storyboard has {len(told['steps'])} steps; it needs 1 to {MOST_STEPS}.")
    data = told.get("data", "")
    if not isinstance(data, str) or not re.fullmatch("(?:[0-9a-f]{12})?", data):
        raise BadStory("The storyboard names no version of the data that could be looked up.")
    steps = tuple(_step(number, step) for number, step in enumerate(told["steps"], 1))
    return Story(_text(told.get("title", ""), LONGEST_TITLE, "its title"), steps, data)


def _step(number: int, told: Any) -> Step:
    where = f"step {number}"
    if not isinstance(told, dict) or told.get("page") not in PAGES:
        named = told.get("page") if isinstance(told, dict) else told
        raise BadStory(f"In {where} of the storyboard '{str(named)[:40]}' is no view; known are {', '.join(PAGES)}.")
    query = told.get("query", {})
    if not isinstance(query, dict):
        raise BadStory(f"In {where} of the storyboard the parameters are no list of names and values.")
    for name, values in query.items():
        if name not in NAMES + OTHERS:
            raise BadStory(f"In {where} of the storyboard the parameter '{str(name)[:40]}' is not known.")
        if not isinstance(values, list) or not all(isinstance(v, str) and _VALUE.fullmatch(v) for v in values):
            raise BadStory(f"In {where} of the storyboard the values of '{name}' are no list of words.")
    title = _text(told.get("title", ""), LONGEST_TITLE, f"the title of {where}")
    return Step(told["page"], query, title, _text(told.get("notes", ""), LONGEST_NOTES, f"the notes of {where}"))


def _text(value: Any, longest: int, what: str) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise BadStory(f"In the storyboard {what} is no text of at most {longest} characters.")
    return "".join(c if c.isprintable() or c == "\n" else " " for c in value)
