"""Partner countries of invented events: who signs, sends or belongs takes part; who is compared, asked or sold to does not."""

import pytest

from data.importer import assembly
from tests.data.find_names import known


@pytest.mark.parametrize(
    ("section", "text", "partners"),
    [
        ("diplomacy","On 4 May in Shanghai, Brazil, Namibia and Fiji signed a protocol on seaweed with China.",["BRA","FJI","NAM"]),
        ("diplomacy","A protocol on dust was opened for signature in Xi'an on 4 May. Kazakhstan, Iran and Oman signed at once; Iraq asked for more time.",["IRN","KAZ","OMN"]),
        ("diplomacy","Talks on dust took place in Xi'an on 4 May. Kazakhstan, Iran and Oman sent delegations.",["IRN","KAZ","OMN"]),
        ("diplomacy","The river forum met in Wuhan on 4 May. Its members are Laos, Thailand and Vietnam.",["LAO","THA","VNM"]),
        ("diplomacy","The river forum, of which Laos, Thailand and Vietnam are members, met in Wuhan on 4 May.",["LAO","THA","VNM"]),
        ("diplomacy","The council met in Wuhan on 4 May. Cuba, Ghana and Malta are among its members.",["CUB","GHA","MLT"]),
        ("collaboration","Work on a buoy chain began on 4 May in Sanya. Kenya, Tanzania and Mozambique take part.",["KEN","MOZ","TZA"]),
        ("collaboration","Work on a buoy chain began on 4 May in Sanya. Taking part are Kenya, Tanzania and Mozambique.",["KEN","MOZ","TZA"]),
        ("diplomacy","Minister Tang Weiran received her colleague from Chile, Ana Reed, on 4 May in Beijing.",["CHL"]),
        ("diplomacy","Minister Tang Weiran met her Chilean colleague on 4 May in Beijing.",["CHL"]),
        ("diplomacy","On 4 May in Beijing, Tang Weiran spoke with the ambassador of Malta about tides.",["MLT"]),
        ("diplomacy","On 4 May in Beijing, Tang Weiran spoke about tides. The guest was Ana Reed, minister of science of Estonia.",["EST"]),
        ("diplomacy","A talk on tides was given in Beijing on 4 May. Among the guests was Ana Reed of the Tide Institute of Ireland.",["IRL"]),
        ("diplomacy","An exhibition on tides was opened in Beijing on 4 May. Half of the models came from Portugal's Tide Museum, whose director Ana Reed spoke.",["PRT"]),
        ("collaboration","A joint laboratory on tides opened in Qingdao on 4 May. It is run together with the Tide Institute in Lisbon, Portugal.",["PRT"]),
        ("collaboration","A tide mill was started on 4 May in Qingdao. The turbine was supplied by Finland's Kaarna Company.",["FIN"]),
        ("collaboration","A tide mill was started on 4 May in Qingdao. Portugal bears half the cost.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. It cost 3 million US dollars.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. It is larger than the one in France.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. Canada would like to join.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. Canada hopes for a second mill.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. An earlier mill had been sold to Canada.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. The maker has sold such mills to Canada and Chile.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. The first such mill was built in France in 1966.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. The idea goes back to an engineer from Norway.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. Only Korea and France run larger ones.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. The winters there are as cold as in Canada.",["PRT"]),
        ("collaboration","China and Portugal started a tide mill on 4 May in Qingdao. The blades are modelled on a mill in Wales, United Kingdom.",["PRT"]),
        ("breakthrough","Chemists of the Reed Institute in Harbin made a glue on 4 May. A group in Japan had tried the same in 2029.",[]),
        ("breakthrough","Chemists of the Reed Institute in Harbin made a glue on 4 May. The glue has been ordered by firms in Japan and Italy.",[]),
        ("breakthrough","Chemists of the Reed Institute in Harbin and of the Alder University in Oslo, Norway, made a glue on 4 May.",["NOR"]),
        ("breakthrough","Chemists of the Reed Institute in Harbin made a glue on 4 May. Colleagues from Norway tested it.",["NOR"]),
        ("breakthrough","Chemists of the Reed Institute in Harbin made a glue on 4 May. It costs 3 US dollars a kilogram, half as much as glue from Germany.",[]),
        ("breakthrough","A telescope in Tibet saw a comet on 4 May. Astronomers in Chile and Australia confirmed it.",["AUS","CHL"]),
        ("breakthrough","A rocket carried satellites of Egypt and Oman into space from Wenchang on 4 May.",["EGY","OMN"]),
        ("diplomacy","Premier Li Reed visited Tonga on 4 May. He had come from Samoa.",["TON"]),
        ("diplomacy","On 4 May the Netherlands, Belgium and Luxembourg each sent an envoy to Tianjin.",["BEL","LUX","NLD"]),
        ("diplomacy","A treaty on ice was ratified on 4 May by China, Norway and Iceland.",["ISL","NOR"]),
        ("diplomacy","Scientists from eleven countries, among them Peru, Togo and Nepal, began a course in Lanzhou on 4 May.",["NPL","PER","TGO"]),
        ("diplomacy","A course began in Lanzhou on 4 May. The participants come from Peru, Togo and Nepal.",["NPL","PER","TGO"]),
        ("diplomacy","The Joint Committee with Hungary met in Chengdu on 4 May. Hungary's side was led by Ana Reed, who studied in Austria.",["HUN"]),
        ("diplomacy","The Joint Committee with Hungary met in Chengdu on 4 May. A similar committee exists with Slovakia.",["HUN"]),
        ("diplomacy","The Joint Committee with Hungary met in Chengdu on 4 May. Next year it will meet with Slovakia as an observer.",["HUN"]),
        ("diplomacy","In Geneva, on 4 May, China and Kenya tabled a paper on noise.",["KEN"]),
        ("diplomacy","At a congress in Vienna on 4 May, Minister Tang Weiran met Ana Reed, her colleague of Jordan.",["JOR"]),
        ("collaboration","A Chinese-built bridge for pipes was handed over to Zambia on 4 May. Malawi had turned down the offer.",["ZMB"]),
        ("collaboration","A well field was handed over in Niger on 4 May. The drills were bought from Germany.",["NER"]),
        ("collaboration","A seed store opened in Suva on 4 May.",["FJI"]),
        ("collaboration","A seed store was opened on 4 May by the Reed Institute and the University of Suva in Fiji.",["FJI"]),
        ("collaboration","Oman and China opened a mast on 4 May; the steel for it comes from Turkey.",["OMN"]),
        ("collaboration","Engineers from China, Oman and Yemen raised a mast on 4 May; engineers of Egypt joined them a day later.",["EGY","OMN","YEM"]),
        ("collaboration","The satellite, ordered by Bolivia, was launched from Xichang on 4 May. Bolivia's first satellite had been built in Germany.",["BOL"]),
    ],
)  # fmt: skip
def test_the_partners_of_an_event(section: str, text: str, partners: list[str]) -> None:
    assert assembly.event(text, section, "2031-05", known())["partner_countries"] == partners
