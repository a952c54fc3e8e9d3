"""What a whole document tells of its bodies and people, so that a later short mention is understood. It makes no event of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from data.importer import organisations, people
from data.importer.names import Names, Organisation
from data.importer.phrases import Phrases, fold


def met(texts: Iterable[str], names: Names) -> Names:
    """The names with those that the paragraphs introduce: firms by their bare name, people by a surname that one alone has."""
    bodies, called = Phrases[Organisation](), dict[str, dict[str, Any] | None]()
    for text in texts:
        for one in organisations.find(text, names):
            if one.sure and not one.value["organisation_id"]:
                bodies.add(one.value["name"], Organisation("", one.value["name"], None, one.value["country"], "other"))
        for person in people.find(text, names):
            if person.sure and " " in person.value["name"]:
                _keep(called, person.value)
    return replace(names, met_bodies=bodies, met_people={key: value for key, value in called.items() if value})


def _keep(called: dict[str, dict[str, Any] | None], person: dict[str, Any]) -> None:
    """Under its surname; nobody is meant by one that two people have."""
    key = people.surname(person["name"])
    known = called.get(key, person)
    alike = known is not None and fold(known["name"]).casefold() == fold(person["name"]).casefold()
    called[key] = (known if known and known["post"] else person) if alike else None
