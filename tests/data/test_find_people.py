"""People in invented sentences, with their posts, and capitals that are no people."""

import pytest

from data.importer import met, people
from tests.data.find_names import known


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        (
            "Ingrid Halvorsen, director of the Fjord Laboratory, said so.",
            "Ingrid Halvorsen",
            "director of the Fjord Laboratory",
        ),
        (
            "The Chinese Minister of Science and Technology, Tang Weiran, came.",
            "Tang Weiran",
            "Chinese Minister of Science and Technology",
        ),
        ("Italy's Minister for Research, Giulia Ferrante, came.", "Giulia Ferrante", "Minister for Research, Italy"),
        ("They met Salim al-Harthy, Under-Secretary of Water.", "Salim al-Harthy", "Under-Secretary of Water"),
        ("Ana de Souza Prado, Secretary for Innovation, came.", "Ana de Souza Prado", "Secretary for Innovation"),
        ("Its captain, Matti Koskela-Virtanen, praised it.", "Matti Koskela-Virtanen", "captain"),
        ("Warned its lead author, He Yunxi.", "He Yunxi", "lead author"),
        ("It was led by Brigadier Omar Haddad-Lane.", "Omar Haddad-Lane", "Brigadier"),
        ("Doctor Lina Okoye spoke.", "Lina Okoye", None),
        ("Its head is Marta Kovalenko-Ruiz.", "Marta Kovalenko-Ruiz", "head"),
        ("Dr. Jordan Abbott spoke.", "Jordan Abbott", None),
        ("President Xi Jinping spoke.", "Xi Jinping", "President"),
        (
            "It was signed by Vice Minister of Environment Noh Hae-rim.",
            "Noh Hae-rim",
            "Vice Minister of Environment",
        ),
        ("He met Croatian Science Minister Mirta Bilić.", "Mirta Bilić", "Croatian Science Minister"),
        ("GNSA Chairman Budi Saptono said so.", "Budi Saptono", "GNSA Chairman"),
        ("It was 80 K. Prof Deng Huilan credits a coating.", "Deng Huilan", None),
        ("The head of the Latvian team, Juris Ozoliņš, hopes for more.", "Juris Ozoliņš", "head of the Latvian team"),
        ("Akira Minamoto, one of the two, made the code public.", "Akira Minamoto", None),
        ("“It is over,” said Juan María Echeverri y Roca.", "Juan María Echeverri y Roca", None),
        ("Datin Melur Ismadi sat beside them.", "Melur Ismadi", None),
    ],
)
def test_a_person(text: str, name: str, post: str | None) -> None:
    (one,) = people.find(text, known())
    assert (one.value["name"], one.value["post"]) == (name, post)


@pytest.mark.parametrize(
    "text",
    [
        "The Silk Road and the Green Great Wall met in Addis Ababa.",
        "According to the Straits Academy of Sciences, Long March rockets flew.",
        "An AI has won, and so did An XR headset.",
        "The Framework Agreement with Higher Education said so.",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert people.find(text, known()) == []


def test_a_surname_alone_is_the_same_person() -> None:
    text = "Prof. Qiu Mengyao, leader of the team, spoke. According to Prof. Qiu, it works."
    (one,) = people.find(text, known())
    assert one.value["name"] == "Qiu Mengyao"
    (later,) = people.find("Prof. Qiu hopes for more.", known(), [one.value])
    assert later.value["name"] == "Qiu Mengyao"


def test_a_minister_called_by_the_surname_is_whom_the_document_names() -> None:
    names = met.met(["Minister Tan Weiluo came.", "Prof. Deng Hui and Dr. Deng Lan met."], known())
    told = people.find("Minister Tan spoke with Prof. Deng.", names)
    assert [(one.value["name"], one.sure) for one in told] == [("Tan Weiluo", False), ("Deng", False)]
