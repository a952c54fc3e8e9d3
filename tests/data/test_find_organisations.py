"""Organisations in invented sentences: where a name begins and ends, its abbreviation, country and part."""

import pytest

from data.importer import assembly, met, organisations
from tests.data.find_names import known


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "It was built by the Qinling Institute of Loess and Dust (QILD) of the Chinese Academy of Sciences and the Awash University.",
            ["Qinling Institute of Loess and Dust", "Chinese Academy of Sciences", "Awash University"],
        ),
        (
            "The Ministry of Higher Education, Science, Research and Innovation of Zambia and Tsinghua University met.",
            ["Ministry of Higher Education, Science, Research and Innovation of Zambia", "Tsinghua University"],
        ),
        ("Pakistan's Indus Water Board and the Chang'an Laboratory met.", ["Indus Water Board", "Chang'an Laboratory"]),
        ("The Finnish firm Saaristo Marine paid.", ["Saaristo Marine"]),
        ("The Chinese embassy in Canberra wrote.", ["Chinese embassy in Canberra"]),
        ("Yangtze Optics (Wuhan) Co., Ltd. and the Joint Laboratory worked at the university.", []),
        ("Motors were built by Brenta Velo and sold.", ["Brenta Velo"]),
        ("Sirin Robotics and the Fen Weather Station paid.", ["Sirin Robotics", "Fen Weather Station"]),
        (
            "The Potters' Guild of Delft and the Elm Hospital No. 3 met.",
            ["Potters' Guild of Delft", "Elm Hospital No. 3"],
        ),
        ("The Tisza Pump Company of Shenzhen spoke.", ["Tisza Pump Company"]),
        ("A loan of the Ex- Import Bank of Ruritania.", ["Ex-Import Bank of Ruritania"]),
        ("They study wind power and Solar Power at a workshop.", []),
        ("The Minister of the University spoke; they met at Control Room.", []),
        ("The Amur School of Mosses on January 3 met.", ["Amur School of Mosses"]),
        ("The Elm Workshop of Lenses for CNY 3 million built it.", ["Elm Workshop of Lenses"]),
        ("It was built by the Pine Bay Shipyard for the Danish line.", ["Pine Bay Shipyard"]),
        ("The Marica Technical Foundation of Bulgaria paid.", ["Marica Technical Foundation"]),
        ("The Tarn Joint Laboratory of China and Malta opened.", ["Tarn Joint Laboratory"]),
        ("The National Council of Tides of Malta paid.", ["National Council of Tides of Malta"]),
        (
            "The Leie Centre for Freight, Belgium, and Qinzhou Dock Software paid.",
            ["Leie Centre for Freight", "Qinzhou Dock Software"],
        ),
        ("The Maltese Centro de Mareas del Sur paid.", ["Centro de Mareas del Sur"]),
        ("The Joint Commission of China and Malta met, as did the Bilateral Committee on Tides.", []),
        ("China hosted the Timor Sea Forum; the Baltic Forum of Deans met in Riga.", []),
        ("The Chinese embassy in Canberra announced it.", []),
        ("The International Space Station passed the Belt and Road.", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [one.value["name"] for one in organisations.find(text, known())] == names


def test_a_bare_abbreviation_is_the_same_body() -> None:
    text = "The Pampas Computing Centre (PCC) paid. According to PCC and artificial intelligence (AI), AI helps."
    (one,) = organisations.find(text, known())
    assert (one.value["short"], text[one.start : one.end]) == ("PCC", "Pampas Computing Centre (PCC)")
    (later,) = organisations.find("PCC signed.", known(), [one.value])
    assert later.value["name"] == "Pampas Computing Centre"


def test_country_part_and_known_id() -> None:
    text = "According to the Omani Ministry of Water, the dam was developed by the Hebei Institute of Dams with CNRS."
    found = [one.value for one in organisations.find(text, known())]
    assert [(one["country"], one["role"], one["organisation_id"]) for one in found] == [
        ("OMN", "source", None),
        ("CHN", "developer", None),
        ("FRA", "partner", "cnrs"),
    ]


def test_a_spelling_nearly_known_is_marked() -> None:
    (one,) = organisations.find("The Anhui Quantum Computing Engineering Research Centre spoke.", known())
    assert (one.value["organisation_id"], one.sure) == ("anhui-quantum-center", False)


@pytest.mark.parametrize(
    ("text", "country", "sure"),
    [
        ("The Georgia Institute of Technology came.", "USA", True),
        ("The Georgia Institute of Technology in Tbilisi came.", "GEO", True),
        ("The Georgia Academy of Soils came.", None, False),
        ("The League of Arctic Divers came.", None, True),
    ],
)
def test_a_body_of_georgia_and_a_league(text: str, country: str | None, sure: bool) -> None:
    (one,) = organisations.find(text, known())
    assert (one.value["country"], one.sure) == (country, sure)


def test_what_a_paragraph_before_named_in_full_is_known_later() -> None:
    names, month = known(), "2031-05"
    told = "On 4 May the Lianyun Institute of Tiles (LIT) showed a tile. Dr Ouyang Mingde leads the team."
    first = assembly.event(told, "collaboration", month, names)
    later = assembly.event(
        "On 9 May LIT signed in Lima. Dr Ouyang spoke.", "collaboration", month, names, None, [first]
    )
    assert [one["name"] for one in later["organisations"]] == ["Lianyun Institute of Tiles"]
    assert [one["name"] for one in later["people"]] == ["Ouyang Mingde"]
    other = assembly.event(
        "On 5 May Ouyang Bo of the Lakes Institute of Teas (LIT) spoke.", "collaboration", month, names
    )
    open_ = assembly.event(
        "On 9 May LIT signed in Lima. Dr Ouyang spoke.", "collaboration", month, names, None, [first, other]
    )
    assert [one["name"] for one in open_["people"]] == ["Ouyang"]
    assert not {one["name"] for one in open_["organisations"]} & {
        "Lianyun Institute of Tiles",
        "Lakes Institute of Teas",
    }


def test_a_firm_named_elsewhere_in_the_document_is_known() -> None:
    names = met.met(["The Finnish firm Saaristo paid."], known())
    assert [one.value["name"] for one in organisations.find("Saaristo delivered it.", names)] == ["Saaristo"]
    assert organisations.find("Saaristo delivered it.", known()) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Greifen Turbines and the Qinling Institute of Dust signed.", ["Greifen Turbines", "Qinling Institute of Dust"]),
        ("It was shown by its maker, Blue Egret Cells.", ["Blue Egret Cells"]),
        ("Tern Kelp, Sill Seeds and the Fen Council of Tides founded a farm.", ["Tern Kelp", "Sill Seeds", "Fen Council of Tides"]),
        ("Only Mistral Power of Malta has done so.", ["Mistral Power"]),
        ("Shares in Wuhan Photon Loom rose; supplier Elm Steelworks No. 3 lent a crane.", ["Wuhan Photon Loom", "Elm Steelworks No. 3"]),
        ("The Malta-based Aurora Enzymes opened its plant.", ["Aurora Enzymes"]),
        ("Savan Grid, a Kenyan utility, paid.", ["Savan Grid"]),
        ("The Maltese State Secretariat for Education, Tides and Innovation (SETI) paid.", ["Maltese State Secretariat for Education, Tides and Innovation"]),
        ("The School of Hydrology, Dams and Rivers met.", ["School of Hydrology, Dams and Rivers"]),
        ("The Ministry of Housing, Tides and Urban Quarters paid.", ["Ministry of Housing, Tides and Urban Quarters"]),
        ("China's Fen Water Engineering finished it, said Marta Kovalenko, the firm's director.", ["Fen Water Engineering"]),
        ("Its Food and Veterinary Inspectorate paid.", ["Food and Veterinary Inspectorate"]),
        # A treaty, a landmark, a paper, a scientist and a field of study are no firms.
        ("The Oslo Accord on Ship Fuels was signed under the Wuhan Declaration.", []),
        ("Wuhan Tower opened in June, Maria Soares said; they study Marine Acoustics.", []),
    ],
)  # fmt: skip
def test_a_firm_is_told_by_what_it_is_called_after_where_it_acts_or_stands_beside_its_kind(
    text: str, names: list[str]
) -> None:
    assert [one.value["name"] for one in organisations.find(text, known())] == names
