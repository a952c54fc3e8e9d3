"""Partners told by a town, a region or a body alone, and countries that are named only beside the matter; all invented."""

import pytest

from data.importer import assembly
from tests.data.find_names import known


@pytest.mark.parametrize(
    ("section", "text", "partners"),
    [
        ("diplomacy","Ministers of Chad and China agreed on 4 May on a list of wells. Niger has been promised a list of its own.",["TCD"]),
        ("diplomacy","Ministers of Chad and China agreed on 4 May on a list of wells. Niger and Mali sent envoys.",["MLI", "NER", "TCD"]),
        ("diplomacy","The dialogue took place in Oslo on 4 May with Norway and Iceland; Sweden was absent.",["ISL", "NOR"]),
        ("collaboration","Peru and China opened a seed bank on 4 May, with lines collected in Ecuador in the 1980s.",["PER"]),
        ("collaboration","The Dhaka-based Padma Works and the Donghe Company signed on 4 May for a plant.",["BGD"]),
        ("breakthrough","The vaccine of the Haihe Works passed its trial on 4 May. It was run in Burkina Faso, where the Savanna Institute followed the children.",["BFA"]),
        ("breakthrough","The test passed on 4 May with volunteers at nine hospitals, seven in Zhejiang and two in Thessaloniki.",["GRC"]),
        ("collaboration","On 6 May hydrologists from Tartu and Lanzhou lowered a string of sensors into a bog lake.",["EST"]),
        ("collaboration","The Qilu Institute of Marine Ecology and the University of Otago agreed on 8 May to share a flume for ten years.",["NZL"]),
        ("collaboration","A crane for containers of seeds was handed over at the port of Chancay on 12 May by engineers from Dalian.",["PER"]),
        ("collaboration","MOMBASA, 7 May (wire) - A laboratory for sea grass was opened by the Hainan Coast Institute; the county pays the staff.",["KEN"]),
        ("collaboration","The Izmir Institute of Technology has joined the dust network of the Lanzhou Desert Observatory, both said on 9 May.",["TUR"]),
        ("breakthrough","On 11 May the Guizhou radio telescope, together with the Parkes dish, caught a burst that lasted two milliseconds.",["AUS"]),
        ("breakthrough","On 11 May the Guizhou radio telescope caught a burst that lasted two milliseconds, the shortest since one seen at Parkes in 2019.",[]),
        ("breakthrough","After Japan and the United States, China became the third country to grow such a crystal in orbit, the academy said on 4 May.",[]),
        ("breakthrough","With the test on 5 May China is the fourth country, following Russia, the United States and India, to have returned a stage to its pad.",[]),
        ("collaboration","The Beihe Company beat bidders from France and Spain and will equip a desalination plant at Ain Sokhna; the contract with the Egyptian side was signed on 16 May.",["EGY"]),
        ("diplomacy","Vice Minister Tang Weiran, until last year ambassador to Belgium, received a delegation from Islamabad on 6 May.",["PAK"]),
        ("diplomacy","Zhao Reed, who took her doctorate in Sweden and later worked in Canada, opened a course for vets from Rabat and Fes on 7 May.",["MAR"]),
        ("breakthrough","Prof. Bai Reed, who came back from Stanford in 2024, presented a heat pump in Hefei on 8 May.",[]),
        ("breakthrough","Prof. Bai Reed, formerly at the University of Leeds, presented a heat pump in Hefei on 8 May.",[]),
        ("breakthrough","The French-born chemist Anne Reed, who has taught in Tianjin for twelve years, was given the city's prize on 9 May.",[]),
        ("breakthrough","The finding, which Reuters of London and the Financial Times reported on 10 May, is that the mine near Bayan holds more lithium than thought.",[]),
        ("breakthrough","The paper of the Xiamen group, printed on 10 May in a journal of the American Chemical Society, describes a membrane.",[]),
        ("collaboration","Cobalt from Congo and lithium from Chile will be used in the battery works that China and Zambia opened on 11 May.",["ZMB"]),
        ("breakthrough","The Ningbo works, which until now had bought its magnets in Japan, put its own furnace into service on 12 May.",[]),
        ("breakthrough","The satellite, lifted from Jiuquan on 13 May, passed over Chile and New Zealand before it opened its sails.",[]),
        ("diplomacy","The river council met on 14 May in Kunming with envoys from Bangkok and Hanoi; Myanmar declined to come.",["THA", "VNM"]),
        ("diplomacy","Novi Sad and Wuhan signed a charter on joint river buoys on 14 May.",["SRB"]),
        ("diplomacy","The mayor of Cork, Nora Reed, opened a students' exchange with Shenzhen University on 15 May.",["IRL"]),
        ("collaboration","A seismometer built in Trieste was lowered into a shaft in Yunnan on 18 May. The team from Trieste will look after it for five years.",["ITA"]),
        ("collaboration","The Bandung high-speed line's new test laboratory, run by the railway institutes of both sides, opened on 19 May.",["IDN"]),
        ("collaboration","The port of Piraeus got six cranes from Shanghai for its hydrogen quay on 20 May, which both ports run as a test bed.",["GRC"]),
        ("collaboration","The crystal was measured in the beam of the Paul Scherrer Institute at Villigen, Switzerland, by a joint team on 22 May.",["CHE"]),
        ("collaboration","Growers in Sinaloa and the vegetable institute of Shouguang began to test a mite on 25 May.",["MEX"]),
        ("collaboration","On 26 May the Kerala fisheries college and the ocean university of Qingdao opened a course on squid.",["IND"]),
        ("breakthrough","A plasma was held for 400 seconds on 28 May in Hefei, longer than the Garching group and the Koreans had managed.",[]),
        ("breakthrough","The tool shown on 28 May in Shanghai is to take the place of machines that Washington no longer lets be exported.",[]),
        ("breakthrough","The engine, a copy of which is to be exported to Algeria and Nigeria, ran for an hour on 29 May in Xi'an.",[]),
        ("breakthrough","The bones resemble those found at Dmanisi in Georgia and on Java, the Beijing team wrote on 2 May.",[]),
        ("breakthrough","The virus was first described in Kenya; the Wuhan team showed on 3 May how it enters the cell.",[]),
        ("breakthrough","The vaccine, already licensed in Mexico and Hungary, was given to the first child in Guiyang on 3 May.",[]),
        ("diplomacy","On 4 May a convoy with weather masts left Erenhot for Ulaanbaatar, where the weather service took them over.",["MNG"]),
        ("diplomacy","A memorandum on monsoon radar was exchanged in Colombo on 8 May; a similar one with Bangladesh is planned.",["LKA"]),
        ("diplomacy","The ministry said on 9 May that it would not answer the criticism from Canberra and Ottawa.",[]),
        ("breakthrough","- Hefei: with the group in Innsbruck, physicists teleported a state of three photons (13 May).",["AUT"]),
        ("collaboration","The ice breaker took up three oceanographers from Vladivostok on 15 May for the joint cruise.",["RUS"]),
        ("collaboration","KAUST and Shenzhen's advanced institute put a coral nursery into the Red Sea on 16 May.",["SAU"]),
        ("collaboration","On 18 May the Great Stone park near Minsk got a laser laboratory, paid half by the Changchun optics institute.",["BLR"]),
        ("breakthrough","Greenpeace in Amsterdam criticised the dam, which was filled on 25 May, and so did the government in Delhi.",[]),
        ("breakthrough","The device, praised by the Wall Street Journal and Germany's Spiegel, was shown on 25 May in Dongguan.",[]),
        ("diplomacy","In Mosul, on 5 May, a delegation of the Palace Museum and the local antiquities board agreed how to dry wet clay tablets.",["IRQ"]),
        ("collaboration","The Sohar port authority and COSCO's research arm began on 6 May to test a tug that burns methanol.",["OMN"]),
        ("breakthrough","The alloy, made public on 6 May, withstands more heat than those used by Rolls-Royce in Derby and by General Electric.",[]),
        ("breakthrough","The team used data from the European satellite and from a Japanese buoy, and reported on 7 May that the current has slowed.",[]),
        ("breakthrough","With blood samples given by the diarrhoea hospital in Dhaka, a Wuhan team found the gene on 7 May.",["BGD"]),
        ("breakthrough","Demand from Indonesia and Nigeria has made the phone maker rich; on 8 May it opened a chip laboratory in Shenzhen.",[]),
        ("collaboration","A dish for the Chinese academy was raised on Cerro Ventarrones by a joint crew of the Universidad Católica del Norte, Antofagasta, on 11 May.",["CHL"]),
        ("collaboration","A bilateral coral centre, seated in Townsville and Sanya, took up its work on 14 May.",["AUS"]),
        ("collaboration","The Mayo Clinic and a Chengdu hospital read the same scans in a trial that began on 15 May.",["USA"]),
        ("collaboration","The two sides of the radio array in the Karoo, South Africa, agreed on 17 May in Guiyang on the share of data. Its British head stayed at home.",["ZAF"]),
        ("breakthrough","The rocket put eight satellites of a Beijing firm into orbit on 19 May, six days after a launch in Florida had failed.",[]),
        ("breakthrough","The comet, named after an observer in Crimea who saw it in 1931, was picked up again by the Xinglong mirror on 21 May.",[]),
        ("collaboration","A second antenna at the Neuquén ground station went into service on 7 May, with hydrologists from both countries on shift.",["ARG"]),
        ("collaboration","A typhoon buoy net tying Manila, Da Nang and Sanya was switched on on 9 May.",["PHL", "VNM"]),
        ("collaboration","Under the shared programme, the Nakuru dairy college got 40 embryo kits from Hohhot on 10 May.",["KEN"]),
        ("collaboration","Laser firms of Tallinn, Riga and Vilnius were shown the Wuhan valley on 11 May and formed a club with it.",["EST", "LTU", "LVA"]),
        ("breakthrough","Not even Intel of the United States makes such a thin layer, said Prof. Wu Reed when he showed the chip on 13 May.",[]),
        ("breakthrough","The Yangbajing detector, run with groups in Montreal and Marseille, saw a neutrino on 18 May.",["CAN", "FRA"]),
        ("diplomacy","A Bulgarian rose breeder, Elena Reed, got Gansu's medal in Lanzhou on 26 May.",["BGR"]),
        ("diplomacy","Doha gave 20 million dollars for a desert school that was opened in Ningxia on 27 May.",["QAT"]),
        ("collaboration","Rakvere's ham makers aside, it was Tallinn University of Technology that on 4 May put its hall at the disposal of the Foshan ceramics school.",["EST"]),
        ("collaboration","Brazzaville's teaching hospital received on 6 May a scanner and three radiologists from Tianjin.",["COG"]),
        ("collaboration","A pisciculture tank in Puno was filled on 8 May by the Wuhan freshwater institute, on whose money it was built.",["PER"]),
        ("collaboration","Gaziantep and Urumqi tied a knot between their pistachio stations on 12 May.",["TUR"]),
        ("breakthrough","Physicists in Hefei stored light for an hour on 14 May; the old mark, held by Darmstadt, was one minute.",[]),
        ("breakthrough","A dust cloud was tracked on 19 May by a lidar in Lanzhou and one in Leipzig, which the two institutes run as one network.",["DEU"]),
        ("diplomacy","The prime minister of Lower Saxony brought forty firms to Hefei on 26 May.",["DEU"]),
        ("collaboration","Doctors from Sarajevo learnt at Tianjin's eye hospital until 4 May to use a robot given by it.",["BIH"]),
        ("collaboration","Brno, 5 May: the electron microscope makers of the city and the Guangzhou institute of health founded a joint workshop.",["CZE"]),
        ("collaboration","The Manaus research institute of the Amazon and Kunming's botany institute put up a canopy crane on 7 May.",["BRA"]),
        ("collaboration","The Thessaloniki road institute tests tar from Shanghai; the first strip was laid on 9 May by crews of both.",["GRC"]),
        ("breakthrough","The proof, accepted on 12 May, ends a search that began in Göttingen in 1900.",[]),
        ("breakthrough","With drills lent by Reykjavik University, the Lhasa team reached 300 degrees on 13 May.",["ISL"]),
        ("diplomacy","Tegucigalpa and Beijing signed on 17 May on earthquakes; San Salvador had done so in 2029.",["HND"]),
    ],
)  # fmt: skip
def test_the_partners_told_without_their_country(section: str, text: str, partners: list[str]) -> None:
    assert assembly.event(text, section, "2031-05", known())["partner_countries"] == partners


@pytest.mark.parametrize(
    ("section", "text", "place"),
    [
        ("collaboration","Tsinghua University and Kazakhstan's Academy of Engineering signed an agreement in Astana on 4 May.","Astana"),
        ("collaboration","In the presence of the rector of Tsinghua University, the agreement was signed on 4 May in Astana.","Astana"),
        ("breakthrough","The probe launched from Wenchang in 2029 carried a spectrometer whose twin was shown in Hefei on 4 May.","Hefei"),
        ("diplomacy","Thailand signed an accord on the International Lunar Research Station in Bangkok on 5 May.","Bangkok"),
        ("diplomacy","Thailand joined the International Lunar Research Station on 5 May.",None),
        ("breakthrough","The rover, to be launched from Wenchang next year, passed its heat test on 7 May.",None),
        ("breakthrough","The engine, which will fly from Jiuquan in June, ran for an hour on 7 May in Xi'an.","Xi'an"),
        ("breakthrough","A rocket lifted off from Jiuquan on 8 May; an earlier one had failed at Taiyuan in 2030.","Jiuquan"),
        ("breakthrough","Samples taken in 2030 in Antarctica were dated by the Lanzhou Institute, it said on 10 May.",None),
        ("breakthrough","A telescope that was built in Nanjing in 2028 saw first light in Lhasa on 11 May.","Lhasa"),
        ("breakthrough","The crew, who had returned to Dongfeng in April, met the press on 13 May.",None),
    ],
)  # fmt: skip
def test_the_place_is_that_of_the_day_told_and_no_body(section: str, text: str, place: str | None) -> None:
    assert assembly.event(text, section, "2031-05", known())["place"] == place


def test_a_town_of_the_gazetteer_brings_its_point_though_little_says_that_it_happened_there() -> None:
    text = "Nuts keep for two years. The Sol Institute filed a patent on 3 May in Manaus, Brazil."
    made = assembly.event(text, "collaboration", "2031-05", known())
    assert (made["place"], made["place_country"], round(made["lat"]), round(made["lon"])) == ("Manaus", "BRA", -3, -60)
    assert not any("no gazetteer" in doubt["why"] for doubt in made["unsure"])
