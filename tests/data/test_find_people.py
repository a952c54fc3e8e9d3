"""People in invented sentences, with their posts, and capitals that are no people."""

import pytest

from data.importer import assembly, met, people
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


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("Dr Ana Reed, who heads the Ebro Institute of Soils, signed.", "Ana Reed", "head, Ebro Institute of Soils"),
        ("Tests went on. Dr. Ana Reed leads the Spanish side.", "Ana Reed", "leader of the Spanish side"),
        ("Its council is chaired by Ana Reed of the Ebro Institute of Soils (EIS).", "Ana Reed", "chair of the council, Ebro Institute of Soils (EIS)"),
        ("The talks were led by Prof. Ana Reed of the Ebro Institute of Soils.", "Ana Reed", "Prof., Ebro Institute of Soils"),
        ("Speaker of the group: Prof. Wei Anlan.", "Wei Anlan", "speaker of the group"),
        ("Spanish chair: Dr Ana Reed of the Ebro Institute of Soils.", "Ana Reed", "Spanish chair, Ebro Institute of Soils"),
        ("The leader of the experiment is Prof. Ana Reed of the Ebro Institute of Soils.", "Ana Reed", "leader of the experiment, Ebro Institute of Soils"),
        ("The first author of their paper is Wei Anlan.", "Wei Anlan", "first author"),
        ("President Ana Reed of the Ebro Institute of Soils came.", "Ana Reed", "President, Ebro Institute of Soils"),
        ("Vice President Ana Reed of Malawi came.", "Ana Reed", "Vice President of Malawi"),
        ("The chairman, Prof. Ana Reed of the Ebro Institute of Soils, came.", "Ana Reed", "chairman, Ebro Institute of Soils"),
        ("Peru's ambassador to China, Ana Reed, came.", "Ana Reed", "ambassador of Peru to China"),
        ("Chief surveyor Ana Reed spoke.", "Ana Reed", "Chief surveyor"),
        ("It was put off; space chief Ana Reed cited the cost.", "Ana Reed", "space chief"),
        ("The ship is new. Its captain, Ana Reed, praised it.", "Ana Reed", "captain of the ship"),
        ("A delegation of the Ebro Institute of Soils led by its vice president, Wei Anlan, came.", "Wei Anlan", "vice president, Ebro Institute of Soils"),
        ("It is the work of the Ebro Institute of Soils, whose director, Dr Wei Anlan, spoke.", "Wei Anlan", "director, Ebro Institute of Soils"),
        ("The Ebro Institute of Soils withdrew its study. The new director, Ms Wei Anlan, spoke.", "Wei Anlan", "director, Ebro Institute of Soils"),
        ("Its principal, Brigadier Ana Reed, spoke.", "Ana Reed", "Brigadier, principal"),
        ("Dr Wei Anlan, dean of the Faculty of Soils at the Ebro University, spoke.", "Wei Anlan", "dean of the Faculty of Soils, Ebro University"),
        ("Peru opened a trade office in Lhasa; its head is Ana Reed.", "Ana Reed", "head of the trade office"),
        ("Dr. Ana Reed will be its first head.", "Ana Reed", "first head"),
        ("The law was bred by Wei Anlan and her students at the Ebro University.", "Wei Anlan", "Ebro University"),
    ],
)  # fmt: skip
def test_a_post_told_in_a_clause(text: str, name: str, post: str) -> None:
    made = assembly.event(text, "collaboration", "2031-05", known())
    assert [(one["name"], one["post"]) for one in made["people"]] == [(name, post)]


def test_people_who_share_a_post_or_a_body() -> None:
    text = "Its authors are Wei Anlan and Ana Reed. So say Gu Tianhe and Bo Li of the Ebro University."
    made = assembly.event(text, "collaboration", "2031-05", known())
    assert [one["post"] for one in made["people"]] == ["author", "author", "Ebro University", "Ebro University"]


def test_an_invited_counterpart_is_no_post_of_who_invites() -> None:
    text = "The Minister of Trade, Wei Anlan, invited her British counterpart, Sir Paul Reed, to talks."
    first, _ = people.find(text, known())
    assert first.value["post"] == "Minister of Trade"


def test_a_minister_called_by_the_surname_is_whom_the_document_names() -> None:
    names = met.met(["Minister Tan Weiluo came.", "Prof. Deng Hui and Dr. Deng Lan met."], known())
    told = people.find("Minister Tan spoke with Prof. Deng.", names)
    assert [(one.value["name"], one.sure) for one in told] == [("Tan Weiluo", False), ("Deng", False)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Datuk Seri Farid Lundu and Mme Tong Ruolan met.", ["Farid Lundu", "Tong Ruolan"]),
        ("Foreign Minister Jorge Luis Batista Rey of Cuba and State Councillor Ning Yuewen met.", ["Jorge Luis Batista Rey", "Ning Yuewen"]),
        ("It sank with a New Zealander, Tamsin Rewi, on board.", ["Tamsin Rewi"]),
        ("The counsellor-designate, Thandeka Mokoena-Pillay, has left.", ["Thandeka Mokoena-Pillay"]),
        ("Uzbek optician Dilnoza Yusupova ground it.", ["Dilnoza Yusupova"]),
        ("Lukas Obermoser, a Tyrolean mountain guide, led them.", ["Lukas Obermoser"]),
        ("Its inventors, Ante Radić and Qu Ruolin, left.", ["Ante Radić", "Qu Ruolin"]),
        ("Three nurses, among them Grace Nabirye-Okello, left.", ["Grace Nabirye-Okello"]),
        ("Herder Aslak Juuso-Magga and Dr. Nurul Aini binti Salleh spoke.", ["Aslak Juuso-Magga", "Nurul Aini binti Salleh"]),
        ("The Peace Ark called at Lome; Enns Hydraulics said so.", []),
    ],
)  # fmt: skip
def test_whom_a_calling_or_a_country_alone_tells(text: str, names: list[str]) -> None:
    assert [one.value["name"] for one in people.find(text, known())] == names
