"""What is picked: one pure function from what a figure, a table, the search or the address names to the subject whose evidence opens.

A subject is written `kind:key`; `country:FRA/agreement` limits it to one kind of tie, `country:FRA/diplomacy` to a section, `tie:CHN>FRA` names two ends, `place:39.9042,116.4074@2`
the places that the map gathers around one at a zoom level, `place:39.9042,116.4074;40.1000,116.5000` several places,
`section:collaboration/review` what one kind of source tells in a section, `findings:collaboration` what is in doubt there.
"""

import re
from dataclasses import dataclass

# Kinds that marks of figures use, and the kind of subject they stand for.
KINDS = {
    "event": "event",
    "figure": "figure",
    "document": "document",
    "organisation": "organisation",
    "body": "organisation",
    "home": "organisation",
    "person": "person",
    "home_person": "person",
    "country": "country",
    "place": "place",
    "tie": "tie",
    "topic": "topic",
    "project": "topic",
    "field": "field",
    "section": "section",
    "findings": "findings",
}
# No key is longer; what is comes from nowhere in the data.
LONGEST = 2000
_SHAPE = re.compile(r"(?P<kind>[a-z_]+):(?P<key>[^/@\x00-\x1f]+)(?:/(?P<part>[^/@]*))?(?:@(?P<place>[^/@]*))?")


@dataclass(frozen=True)
class Subject:
    """What the evidence is about. `part` is a kind of tie; `level` the zoom level at which a mark gathered places."""

    kind: str
    key: str
    part: str = ""
    level: str = ""

    def __str__(self) -> str:
        return (
            f"{self.kind}:{self.key}"
            + (f"/{self.part}" if self.part else "")
            + (f"@{self.level}" if self.level else "")
        )

    @property
    def ends(self) -> tuple[str, str]:
        """Tail and head of a tie; of anything else ('', key)."""
        tail, _, head = self.key.rpartition(">")
        return tail, head


def subject(mark: object) -> Subject | None:
    """The subject that a mark stands for, or None where it names none: a client can send anything."""
    if not isinstance(mark, str) or len(mark) > LONGEST:
        return None
    shape = _SHAPE.fullmatch(mark)
    if shape is None or shape["kind"] not in KINDS:
        return None
    kind = KINDS[shape["kind"]]
    # The mark of an event in the row of a partner is the event.
    level = shape["place"] or "" if kind == "place" else ""
    return Subject(kind, shape["key"], shape["part"] or "", level)
