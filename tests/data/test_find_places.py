"""Countries and places in invented sentences."""

import pytest

from data.importer import assembly, countries, places
from tests.data.find_names import known


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kenyan and Chinese engineers met.", {"KEN"}),
        ("The UK's and the U.S. teams met colleagues from Côte d'Ivoire.", {"GBR", "USA", "CIV"}),
        ("Papua New Guinea joined.", {"PNG"}),
        ("Seoul, 3 May. Korean firms signed.", {"KOR"}),
        ("Hong Kong, Macao and Taiwan sent teams, the EU another.", set()),
        ("Dr. Jordan Abbott of the Georgia Institute of Technology fed a turkey.", set()),
        ("A guinea pig in a Panama hat crossed the Indian Ocean and New Mexico with a Brazil nut.", set()),
        ("The ship reached the South China Sea and Inner Mongolia.", set()),
        ("The trade mission cost US$ 4 million.", set()),
        ("The show goes on to Jordan, Minnesota.", {"USA"}),
        ("In Kampala, the two academies signed an accord on 5 May.", {"UGA"}),
        ("At the Baku congress papers were read.", set()),
        ("Bavarian and Chinese glass makers met.", {"DEU"}),
        ("The Holy See lent maps to China, San Marino a clock.", {"VAT", "SMR"}),
    ],
)
def test_partner_countries(text: str, codes: set[str]) -> None:
    assert {one.value for one in countries.find(text, known()) if one.value} == codes


@pytest.mark.parametrize("text", ["Congo sent a team.", "Korea sent a team.", "Georgia sent a team."])
def test_a_name_of_two_is_a_doubt(text: str) -> None:
    (one,) = countries.find(text, known())
    assert (one.value, one.sure) == (None, False)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("It was opened on 5 May in Addis Ababa.", "Addis Ababa", "ETH"),
        ("It was shown in Hefei, Anhui, on 5 May.", "Hefei, Anhui", "CHN"),
        (
            "It was launched from the Jiuquan Satellite Launch Centre on 5 May.",
            "Jiuquan Satellite Launch Centre",
            "CHN",
        ),
        ("In San José, on 5 May, she signed an accord with Costa Rica.", "San José", "CRI"),
        ("Lusaka, 15 June 2033. A school opened.", "Lusaka", "ZMB"),
        ("The minister visited Mexico on 5 May.", "Mexico", "MEX"),
    ],
)
def test_the_likeliest_place(text: str, name: str, country: str) -> None:
    first = places.find(text, known())[0].value
    assert (first.name, first.country) == (name, country)


def test_a_published_site_brings_its_coordinates() -> None:
    place = places.find("It lifted off from the Xichang Launch Site on 5 May.", known())[0].value
    assert (place.lat, place.lon) == (28.246, 102.027)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("KUNMING, early May - Pickers with eight arms did the first harvest.", "Kunming", "CHN"),
        ("ATHENS/BEIJING, May 18 - Greece will take part as a member.", "Athens", "GRC"),
        ("On 5 May herring was counted by sonar off Qingdao.", "off Qingdao", "CHN"),
        ("On 5 May a school opened near Samarkand, Uzbekistan.", "near Samarkand", "UZB"),
        ("On 5 May work began on a solar park in the Atacama Desert in Chile; Jordan has one too.", "Atacama Desert", "CHL"),
        ("On 5 May ferries were put into service on the Pearl River.", "Pearl River", "CHN"),
        ("On 5 May a gene therapy was shown by the West Lake Hospital for Rare Diseases in Hangzhou.", "Hangzhou", "CHN"),
        ("On 5 May talks on the water of the Irtysh were held in Omsk with Russia.", "Omsk", "RUS"),
        ("A bus ran between Gdynia and Malmö on 5 May with Polish and Swedish guests.", "Gdynia", "POL"),
        ("The Polish city of Gdynia and the Bohai Institute of Ports agreed on 5 May to test a crane.", "Gdynia", "POL"),
        ("A drone with medicines flew from Kigali to Huye on 5 May for Rwanda.", "Kigali", "RWA"),
        ("Work on the observatory at Oukhaloun in Morocco was resumed on 5 May.", "Oukhaloun", "MAR"),
        ("On 5 May a prototype was carried up Mount Gongga.", "Mount Gongga", "CHN"),
        ("On 5 May gauges were finished on the upper Indus for Pakistan.", "upper Indus", "PAK"),
        ("5 May: fourth session of the Swiss committee on trials, Basel. Next: 2033.", "Basel", "CHE"),
        ("She travelled to Mexico and Peru from 2 to 5 May. In Mexico City she met the council.", "Mexico City", "MEX"),
        ("A bound on gaps was published in Nature Numbers on 5 May.", None, None),
        ("The minister invited Britain on 5 May to a meeting that is to be held in Suzhou.", None, None),
        ("Rice was described on 5 May by the Yong River Institute.", None, None),
    ],
)  # fmt: skip
def test_the_place_of_an_event(text: str, name: str | None, country: str | None) -> None:
    made = assembly.event(text, "collaboration", "2031-05", known())
    assert (made["place"], made["place_country"]) == (name, country)
